#!/bin/sh
# scripts/restore.sh FILE --yes: puts a backup in the place of the stack's database. The API is stopped for a moment, once
# the backup has been read in whole beside the present database; if that fails, nothing has changed.
# In production: COMPOSE_FILE=docker-compose.yml:docker-compose.prod.yml scripts/restore.sh FILE --yes
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/compose.sh"

[ $# -ge 1 ] || fail "usage: scripts/restore.sh FILE --yes"
[ -r "$1" ] || fail "$1 cannot be read."
[ "${2:-}" = --yes ] || fail "This replaces the database with $1: say so with scripts/restore.sh $1 --yes"
file=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
cd "$here/.."

in_postgres '
    dropdb -U "$POSTGRES_USER" --maintenance-db=postgres --if-exists restoring
    createdb -U "$POSTGRES_USER" --maintenance-db=postgres -T template0 restoring' </dev/null

# Who owns and may do what, the application settles at its start.
if ! in_postgres 'exec pg_restore -U "$POSTGRES_USER" -d restoring --no-owner --no-privileges --exit-on-error' <"$file"; then
    in_postgres 'dropdb -U "$POSTGRES_USER" --maintenance-db=postgres restoring' </dev/null
    fail "$1 could not be restored; the database is as it was."
fi

compose stop api
in_postgres '
    psql -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -v db="$POSTGRES_DB" <<SQL
DROP DATABASE :"db" WITH (FORCE);
ALTER DATABASE restoring RENAME TO :"db";
SQL' </dev/null
compose start api
echo "The database is now that of $1."

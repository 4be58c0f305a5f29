#!/bin/sh
# scripts/backup.sh [FILE]: the stack's database, while it runs, in PostgreSQL's custom format.
# In production: COMPOSE_FILE=docker-compose.yml:docker-compose.prod.yml scripts/backup.sh
set -eu
umask 077
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/compose.sh"

file=${1:-backups/tenantry-$(date -u +%Y%m%dT%H%M%SZ).dump}
mkdir -p "$(dirname -- "$file")"
file=$(CDPATH='' cd -- "$(dirname -- "$file")" && pwd)/$(basename -- "$file")
[ ! -e "$file" ] || fail "$file is there already."
cd "$here/.."

# Under its own name only when it is whole.
trap 'rm -f "$file.part"' EXIT
trap 'exit 130' INT TERM HUP
in_postgres 'exec pg_dump -U "$POSTGRES_USER" -d "$POSTGRES_DB" -Fc' </dev/null >"$file.part" ||
    fail "There is no backup: the database could not be read."
in_postgres 'exec pg_restore --list >/dev/null' <"$file.part" || fail "There is no backup: what was written cannot be read."
mv "$file.part" "$file"
echo "$file"
echo "It is of use only with the SECRET_KEY and JWT_SECRET_KEY of this installation: keep them too, and elsewhere." >&2

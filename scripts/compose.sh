# Read by the scripts beside it: compose, by whichever name it has here, for this project. COMPOSE chooses another.
compose() {
    if [ -n "${COMPOSE:-}" ]; then
        $COMPOSE "$@"
    elif docker compose version >/dev/null 2>&1; then
        docker compose "$@"
    else
        docker-compose "$@"
    fi
}

# Runs a shell line in the database's container, where POSTGRES_USER and POSTGRES_DB are set.
in_postgres() {
    compose exec -T postgres sh -ec "$1"
}

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

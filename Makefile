# make without a target lists them.
COMPOSE ?= $(shell docker compose version >/dev/null 2>&1 && echo docker compose || echo docker-compose)
MAVEN ?= mvn -B

.DEFAULT_GOAL := help
.PHONY: help run test fmt check up down logs db-shell

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build when needed and serve, with the embedded database
	@./tenantry

test: ## everything that has to hold: build, all checks, all tests
	$(MAVEN) verify

fmt: ## format the Java code
	$(MAVEN) -q spotless:apply

check: ## formatting, compiler and static checks, without running tests
	$(MAVEN) -q test-compile

up: ## build and start the compose stack for development
	@# With Maven here the jar is built here, and the image takes it; without, Maven runs in the image's build.
	@if command -v mvn >/dev/null 2>&1; then ./tenantry --version; fi
	$(COMPOSE) up -d --build

down: ## stop the compose stack; its data stays
	$(COMPOSE) down

logs: ## follow the compose stack's logs
	$(COMPOSE) logs -f --tail=100

db-shell: ## psql in the compose stack's database, as its owner
	$(COMPOSE) exec postgres sh -c 'exec psql -U "$$POSTGRES_USER" -d "$$POSTGRES_DB"'

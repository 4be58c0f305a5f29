package dev.tenantry.isolation.generator;

/** The kinds of value that are made; an INT may be wider than PostgreSQL's. */
enum Type {
    INT,
    TEXT,
    BOOL,
    JSON,
    TENANT
}

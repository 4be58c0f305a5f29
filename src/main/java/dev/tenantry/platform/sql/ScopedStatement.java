package dev.tenantry.platform.sql;

/**
 * A statement that may be sent for a tenant.
 *
 * @param text what PostgreSQL gets
 */
record ScopedStatement(String text) {}

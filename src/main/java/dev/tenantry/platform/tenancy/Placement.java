package dev.tenantry.platform.tenancy;

/** Where a tenant's own rows live. Only platform.sql looks inside. */
public sealed interface Placement {

    /** In the main database, beside the rows of other tenants, told apart by {@code tenant_id} and row security. */
    record SharedTables() implements Placement {}
}

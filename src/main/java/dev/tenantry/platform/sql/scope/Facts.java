package dev.tenantry.platform.sql.scope;

/** What is found out about a statement while it is read, with the views it names. */
final class Facts {
    /** The tenant's parameter, such as {@code $3}. */
    final String tenant;

    boolean ofTenant;
    boolean plainRead = true;

    Facts(int values) {
        this.tenant = "$" + (values + 1);
    }
}

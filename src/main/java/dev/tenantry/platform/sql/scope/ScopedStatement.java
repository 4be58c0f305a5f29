package dev.tenantry.platform.sql.scope;

/**
 * A statement that may be sent for a tenant.
 *
 * @param text what PostgreSQL gets
 * @param values how many values the caller gives: the highest parameter of the original text
 * @param ofTenant whether it touches a tenant's table; the tenant is then one more value after the caller's, {@code $values+1}
 * @param form how it may be sent
 */
public record ScopedStatement(String text, int values, boolean ofTenant, Form form) {

    /** What a statement does, as far as the way it is sent depends on it. */
    public enum Form {
        /** Reads and locks nothing, from ordinary tables: it may stand as a subquery of another statement. */
        PLAIN_READ,
        /** Changes rows and gives none back, and each parameter is cast to text: the client refuses no text and no null. */
        TEXT_ALONE,
        /** Anything else that may be sent: it changes or locks rows, or reads tables that have parts. */
        OTHER
    }

    /** How many values are bound when it is sent. */
    public int parameters() {
        return ofTenant ? values + 1 : values;
    }
}

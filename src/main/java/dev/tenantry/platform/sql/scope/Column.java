package dev.tenantry.platform.sql.scope;

/**
 * A column that every arm of a query gets after its own, for INSERT.
 *
 * @param expression empty for none
 */
record Column(String expression) {
    static final Column NONE = new Column("");

    boolean isWanted() {
        return !expression.isEmpty();
    }

    String afterOthers() {
        return isWanted() ? ", " + expression : "";
    }
}

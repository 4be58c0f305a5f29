package dev.tenantry.isolation.generator;

/** One statement while it is made: its dice, its names, and how much more it may hold. */
final class Making {
    private static final int MOST_TABLES = 9;
    final Dice dice;
    final Expressions expressions = new Expressions(this);
    final Froms froms = new Froms(this);
    final Queries queries = new Queries(this);
    final Withs withs = new Withs(this);
    private int names;
    private int tables;

    Making(Dice dice) {
        this.dice = dice;
    }

    String name() {
        return "a" + ++names;
    }

    /** Takes room for a table, if there is any. */
    boolean roomForTable() {
        return tables < MOST_TABLES && ++tables > 0;
    }

    boolean roomForQuery(int depth) {
        return depth > 0 && tables < MOST_TABLES;
    }
}

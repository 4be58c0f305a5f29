package dev.tenantry.platform.migration.probe;

/**
 * One thing one tenant tried with a table of another's rows, and what came of it.
 *
 * @param lock what alone stood in its way
 * @param what the command
 * @param detail what leaked, or why nothing was tried
 */
public record Trial(String table, Lock lock, String what, Verdict verdict, String detail) {

    /** What keeps tenants apart in a database. */
    public enum Lock {
        DOOR,
        ROW_SECURITY,
        PREDICATE
    }

    /** What came of a trial. */
    public enum Verdict {
        KEPT_APART,
        LEAKED,
        NOT_TRIED
    }

    public static Trial keptApart(String table, Lock lock, String what) {
        return new Trial(table, lock, what, Verdict.KEPT_APART, "");
    }

    public static Trial leaked(String table, Lock lock, String what, String detail) {
        return new Trial(table, lock, what, Verdict.LEAKED, detail);
    }

    public static Trial notTried(String table, Lock lock, String what, String why) {
        return new Trial(table, lock, what, Verdict.NOT_TRIED, why);
    }
}

package dev.tenantry.isolation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came of a statement.
 *
 * @param rows the names of the columns, then a line for each row; empty when it returned none
 * @param changed how many rows it changed, -1 when it returned rows
 * @param failure the SQLSTATE and message, when it failed
 * @param state what the tables held afterwards
 * @param plan as JSON, when it was asked for
 */
record Outcome(List<String> rows, long changed, Optional<Failure> failure, State state, String plan) {
    private static final int SHOWN = 12;

    record Failure(String sqlState, String message) {
        /** What kind of failure, as the standard groups them. */
        String group() {
            return sqlState.substring(0, 2);
        }
    }

    /** One line for each table: a figure for the rows of the tenant under test, and one for all others. */
    record State(String own, String others) {}

    static Outcome failed(String sqlState, String message, State untouched) {
        return new Outcome(List.of(), 0, Optional.of(new Failure(sqlState, message)), untouched, "");
    }

    boolean works() {
        return failure.isEmpty();
    }

    List<String> sortedRows() {
        return rows.stream().sorted().toList();
    }

    @Override
    public String toString() {
        return failure.map(failed -> failed.sqlState() + " " + failed.message())
                .orElseGet(() -> changed >= 0 ? changed + " rows changed" : shown());
    }

    private String shown() {
        return rows.stream().limit(SHOWN).collect(Collectors.joining("\n    "))
                + (rows.size() > SHOWN ? "\n    … of " + (rows.size() - 1) + " rows" : "");
    }
}

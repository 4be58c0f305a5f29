package dev.tenantry.platform.sql;

/** A statement that cannot be shown to stay in its tenant. It is a mistake in the program, and nothing was sent. */
public final class StatementRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    StatementRefused(String statement, int offset, String reason) {
        super("Refused at offset " + offset + ": " + reason + " in: " + statement.strip());
    }
}

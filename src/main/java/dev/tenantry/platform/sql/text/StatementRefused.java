package dev.tenantry.platform.sql.text;

/** A statement that cannot be shown to stay in its tenant. It is a mistake in the program, and nothing was sent. */
public final class StatementRefused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int at;
    private final String reason;

    /** @param at offset in the statement, in characters from 0 */
    public StatementRefused(String statement, int at, String reason) {
        super("Refused at offset " + at + ": " + reason + ", in: " + statement.strip());
        this.at = at;
        this.reason = reason;
    }

    public int at() {
        return at;
    }

    /** One sentence without a full stop. */
    public String reason() {
        return reason;
    }
}

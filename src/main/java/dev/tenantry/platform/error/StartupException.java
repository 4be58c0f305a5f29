package dev.tenantry.platform.error;

/** Why the process cannot start or a command cannot run: lines an operator can act on, printed without a stack trace. */
public final class StartupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartupException(String line) {
        super(line, null, false, false);
    }

    /** {@code line} is for the operator; the cause is kept for the log at debug level. */
    public StartupException(String line, Throwable cause) {
        super(line, cause, false, false);
    }
}

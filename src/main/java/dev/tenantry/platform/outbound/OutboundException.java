package dev.tenantry.platform.outbound;

/** Why something was not fetched, in words that tell nothing of what is inside. Carries no stack trace. */
public final class OutboundException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutboundException(String why) {
        super(why, null, false, false);
    }
}

package dev.tenantry.frontend.signin;

/** Why somebody cannot go on, in words for them. No trace: it is expected, and nobody's secret. */
public final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Reason reason;

    /** The ways it can end, each with the status of its page. */
    public enum Reason {
        UNKNOWN_TENANT(404, "There is no such tenant", "Check the name: it is the short one that stands in addresses."),
        SUSPENDED(403, "This tenant is suspended", "Nobody can sign in to it at the moment. Its owner knows more."),
        EXPIRED(
                400,
                "This sign-in cannot be finished",
                "It was begun too long ago, in another browser, or it has been finished already. Begin again."),
        DENIED(403, "You have not been signed in", "The sign-in was declined."),
        REFUSED(400, "The sign-in was refused", "The server did not accept the request. Begin again."),
        NOT_VERIFIED(
                502, "The sign-in could not be verified", "What came back is not what was asked for. Begin again."),
        ENDED(401, "Your session has ended", "You were signed out, or your access was changed. Sign in again."),
        FOREIGN_FORM(403, "This form is not from here", "Open the page again and send it from there."),
        API_AWAY(503, "The API does not answer", "It may be starting. Try again in a moment.");

        private final int status;
        private final String heading;
        private final String text;

        Reason(int status, String heading, String text) {
            this.status = status;
            this.heading = heading;
            this.text = text;
        }

        public int status() {
            return status;
        }

        public String heading() {
            return heading;
        }

        public String text() {
            return text;
        }
    }

    public Stopped(Reason reason) {
        super(reason.heading, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

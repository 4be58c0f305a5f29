package dev.tenantry.feature.oauth.authorize;

import java.time.Instant;
import java.util.UUID;

/**
 * What a page carries from one step of an interaction to the next, signed and not kept.
 *
 * @param id of the interaction, the same in all its steps: it leads to at most one code
 * @param bearer who may hand it in: a browser, or a browser session
 * @param content what it is about: the parameters of the request, or their digest
 */
record Ticket(Kind kind, UUID id, String bearer, String content, Instant expiresAt) {

    /** Which step it opens. None is good for another's. */
    enum Kind {
        /** Shown with the sign-in form, to a browser. */
        SIGN_IN,
        /** Leads on from there: its session has just begun, for this very request. */
        SIGNED_IN,
        /** Shown with the question what the client may do, to a session. */
        CONSENT,
        /** Shown with the question whether to sign out, to a session. */
        SIGN_OUT
    }
}

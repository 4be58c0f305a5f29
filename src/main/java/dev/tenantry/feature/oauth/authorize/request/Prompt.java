package dev.tenantry.feature.oauth.authorize.request;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the client wants its person to be asked (OpenID Connect Core, section 3.1.2.1: {@code prompt}). */
public enum Prompt {
    /** Nothing: whatever would need a page is an error. */
    NONE,
    LOGIN,
    CONSENT,
    SELECT_ACCOUNT;

    static Optional<Prompt> ofWire(String text) {
        return Arrays.stream(values())
                .filter(prompt -> prompt.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}

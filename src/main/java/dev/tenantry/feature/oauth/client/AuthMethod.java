package dev.tenantry.feature.oauth.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a client proves itself at the token endpoint (RFC 7591, section 2: {@code token_endpoint_auth_method}). */
public enum AuthMethod {
    /** Not at all: a public client. */
    NONE,
    CLIENT_SECRET_BASIC,
    CLIENT_SECRET_POST;

    public static Optional<AuthMethod> ofWire(String text) {
        return Arrays.stream(values())
                .filter(method -> method.wire().equals(text))
                .findFirst();
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

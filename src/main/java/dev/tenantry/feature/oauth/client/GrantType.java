package dev.tenantry.feature.oauth.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The grants this server knows (RFC 6749, sections 4 and 6), by their names on the wire. */
public enum GrantType {
    AUTHORIZATION_CODE,
    CLIENT_CREDENTIALS,
    PASSWORD,
    REFRESH_TOKEN;

    public static Optional<GrantType> ofWire(String text) {
        return Arrays.stream(values()).filter(type -> type.wire().equals(text)).findFirst();
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

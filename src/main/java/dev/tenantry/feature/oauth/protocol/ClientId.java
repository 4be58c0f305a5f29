package dev.tenantry.feature.oauth.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id of a client: a UUID, and for the clients that every tenant has from the start a name on the wire. */
public record ClientId(UUID value) {
    /** The web pages, a public client of every tenant. */
    public static final ClientId CONSOLE = named("tenantry-console");
    /** {@code /api/auth/login}: first-party applications that show a form of their own. */
    public static final ClientId FIRST_PARTY = named("tenantry-first-party");

    private static final Map<ClientId, String> NAMES =
            Map.of(CONSOLE, "tenantry-console", FIRST_PARTY, "tenantry-first-party");
    private static final Pattern UUID_SHAPE = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Empty for a text that can be no client's. Nothing is folded: one id has one spelling. */
    public static Optional<ClientId> parse(String text) {
        for (var known : NAMES.entrySet()) {
            if (known.getValue().equals(text)) {
                return Optional.of(known.getKey());
            }
        }
        return UUID_SHAPE.matcher(text).matches()
                ? Optional.of(new ClientId(UUID.fromString(text))).filter(id -> !id.isBuiltIn())
                : Optional.empty();
    }

    public boolean isBuiltIn() {
        return NAMES.containsKey(this);
    }

    /** {@code client_id} as RFC 6749 has it. */
    public String wire() {
        return NAMES.getOrDefault(this, value.toString());
    }

    private static ClientId named(String name) {
        return new ClientId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII)));
    }
}

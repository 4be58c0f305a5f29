package dev.tenantry.feature.oauth.registration;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The metadata that people are shown or the client gets back, and that this server does not act on. */
final class ShownMetadata {
    private static final int LONGEST = 200;
    private static final int MOST_CONTACTS = 10;
    private static final int LARGEST_KEYS = 16 * 1024;

    /** Members of private and symmetric keys (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1). */
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final Map<String, Object> shown = new TreeMap<>();

    private ShownMetadata() {}

    static Map<String, Object> of(ClientMetadata asked) {
        var metadata = new ShownMetadata();
        metadata.page("client_uri", asked.clientUri());
        metadata.page("logo_uri", asked.logoUri());
        metadata.page("policy_uri", asked.policyUri());
        metadata.page("tos_uri", asked.tosUri());
        metadata.secure("initiate_login_uri", asked.initiateLoginUri());
        metadata.secure("sector_identifier_uri", asked.sectorIdentifierUri());
        metadata.secure("jwks_uri", asked.jwksUri());
        metadata.text("software_id", asked.softwareId());
        metadata.text("software_version", asked.softwareVersion());
        metadata.contacts(asked.contacts());
        metadata.keys(asked.jwks());
        return Map.copyOf(metadata.shown);
    }

    private void page(String member, @Nullable String uri) {
        if (uri != null) {
            keep(member, uri, RegisteredUri.isPage(uri), "must be an http or https address");
        }
    }

    private void secure(String member, @Nullable String uri) {
        if (uri != null) {
            keep(member, uri, RegisteredUri.isSecure(uri), "must be an https address");
        }
    }

    private void text(String member, @Nullable String text) {
        if (text != null) {
            keep(member, text, text.length() <= LONGEST, "may have at most " + LONGEST + " characters");
        }
    }

    private void contacts(@Nullable List<@Nullable String> contacts) {
        if (contacts != null) {
            var fine = contacts.size() <= MOST_CONTACTS
                    && contacts.stream().allMatch(one -> one != null && one.length() <= LONGEST);
            keep(
                    "contacts",
                    contacts,
                    fine,
                    "may hold at most " + MOST_CONTACTS + " texts of " + LONGEST + " characters");
        }
    }

    /** They are kept and told back: no client can be registered to authenticate with them. */
    private void keys(@Nullable Map<String, Object> jwks) {
        if (jwks != null) {
            var fine = jwks.size() == 1
                    && jwks.get("keys") instanceof List<?> list
                    && new JsonObject(jwks).toBuffer().length() <= LARGEST_KEYS
                    && list.stream().allMatch(ShownMetadata::isPublicKey);
            keep(
                    "jwks",
                    jwks,
                    fine && !shown.containsKey("jwks_uri"),
                    "must be a set of public keys, without a jwks_uri");
        }
    }

    private static boolean isPublicKey(Object key) {
        return key instanceof Map<?, ?> members
                && members.keySet().stream().noneMatch(PRIVATE::contains)
                && members.values().stream().allMatch(ShownMetadata::isPlain);
    }

    /** What RFC 7517 puts into a key: texts, and lists of them. */
    private static boolean isPlain(@Nullable Object value) {
        return value instanceof String
                || (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance));
    }

    private void keep(String member, Object value, boolean fine, String otherwise) {
        if (!fine) {
            throw ClientRegistration.refused(member + " " + otherwise);
        }
        shown.put(member, value);
    }
}

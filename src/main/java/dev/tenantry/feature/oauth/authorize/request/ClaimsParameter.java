package dev.tenantry.feature.oauth.authorize.request;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** The parameter {@code claims} (OpenID Connect Core, section 5.5), as far as this endpoint has to understand it. */
record ClaimsParameter(JsonObject idToken) {
    private static final int LONGEST = 4_096;
    private static final String ID_TOKEN = "id_token";

    /** Throws {@link AuthorizationRefused} for what is none. */
    static ClaimsParameter parse(String text) {
        if (text.length() > LONGEST) {
            throw refused("claims may have at most " + LONGEST + " characters");
        }
        var members = read(text);
        for (var member : members) {
            if (member.getKey().equals(ID_TOKEN) || member.getKey().equals("userinfo")) {
                checkRequested(member);
            }
        }
        return new ClaimsParameter(
                members.getValue(ID_TOKEN) instanceof JsonObject idToken ? idToken : new JsonObject());
    }

    private static JsonObject read(String text) {
        try {
            if (Json.decodeValue(text) instanceof JsonObject members) {
                return members;
            }
        } catch (DecodeException e) {
            // answered below, as a value that is no object
        }
        throw refused("claims is not a JSON object");
    }

    /** Each claim is asked for with null or an object that says more. */
    private static void checkRequested(Map.Entry<String, Object> member) {
        if (member.getValue() == null) {
            return;
        }
        if (!(member.getValue() instanceof JsonObject requested)
                || requested.stream()
                        .anyMatch(claim -> claim.getValue() != null && !(claim.getValue() instanceof JsonObject))) {
            throw refused("claims." + member.getKey() + " is not an object of claims");
        }
    }

    Optional<String> subject() {
        return idToken.getValue("sub") instanceof JsonObject sub && sub.getValue("value") instanceof String value
                ? Optional.of(value)
                : Optional.empty();
    }

    /** Whether an authentication of some class is a must; this server knows none (section 5.5.1.1). */
    boolean demandsContextClass() {
        return idToken.getValue("acr") instanceof JsonObject acr
                && Boolean.TRUE.equals(acr.getValue("essential"))
                && (acr.getValue("value") instanceof String || acr.getValue("values") instanceof JsonArray);
    }

    private static AuthorizationRefused refused(String why) {
        return new AuthorizationRefused(AuthorizeError.INVALID_REQUEST, why);
    }
}

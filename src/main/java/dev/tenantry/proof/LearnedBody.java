package dev.tenantry.proof;

import dev.tenantry.platform.error.ErrorDetail;
import dev.tenantry.platform.http.Route;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a route's body has to hold, as far as its answers told: the kind of each field.
 *
 * @param fields in the order they were asked for
 * @param choices of the fields that take one of a few words: the one that is sent
 */
record LearnedBody(String mediaType, Map<String, Kind> fields, Map<String, String> choices) {
    static final String JSON = "application/json";
    private static final Pattern CHOICE =
            Pattern.compile("must be (?:one of )?((?:[a-z0-9_]+, )*[a-z0-9_]+) or ([a-z0-9_]+)");
    static final String FORM = "application/x-www-form-urlencoded";

    /** What a field may be; in this order they are tried. */
    enum Kind {
        TEXT,
        WORD,
        EMAIL,
        NUMBER,
        ID,
        FLAG,
        LIST,
        OBJECT,
        TEXTS,
        ADDRESSES,
        CHOICE;

        private Kind next() {
            return switch (this) {
                case TEXT -> WORD;
                case WORD -> EMAIL;
                case EMAIL -> NUMBER;
                case NUMBER -> ID;
                case ID -> FLAG;
                case FLAG -> LIST;
                case LIST -> TEXTS;
                case TEXTS, OBJECT, ADDRESSES, CHOICE -> OBJECT;
            };
        }
    }

    static LearnedBody empty(Route<?> route) {
        // Told in the words of RFC 7591, which names no fields.
        return new LearnedBody(
                route.body().mediaType(),
                route.path().startsWith(RouteAttacks.SELF_REGISTRATION)
                        ? Map.of("client_id", Kind.ID, "redirect_uris", Kind.ADDRESSES)
                        : Map.of(),
                Map.of());
    }

    boolean isKnown() {
        return mediaType.isEmpty() || mediaType.equals(JSON) || mediaType.equals(FORM);
    }

    /** With another guess at the fields that were complained of; the same when there is none left. */
    LearnedBody guessing(List<ErrorDetail> complaints) {
        var next = new LinkedHashMap<>(fields);
        var chosen = new LinkedHashMap<>(choices);
        for (var complaint : complaints) {
            var choice = CHOICE.matcher(complaint.problem());
            if (choice.find() && fields.get(complaint.field()) != Kind.CHOICE) {
                next.put(complaint.field(), Kind.CHOICE);
                chosen.put(complaint.field(), choice.group(2));
            } else {
                next.merge(complaint.field(), Kind.TEXT, (known, first) -> known.next());
            }
        }
        return new LearnedBody(mediaType, next, chosen);
    }

    /**
     * Bodies to send.
     *
     * @param text what stands where text is wanted
     * @param client who a form says the client is
     * @param holder whose credentials they hold
     * @param ids what stands where ids are wanted, one after the other
     */
    List<String> filled(String text, Throwaway client, Throwaway holder, Supplier<String> ids) {
        if (mediaType.equals(FORM)) {
            return forms(client, holder);
        }
        return List.of(mediaType.equals(JSON) ? object(text, holder, ids).encode() : "");
    }

    private JsonObject object(String text, Throwaway holder, Supplier<String> ids) {
        var body = new JsonObject();
        fields.forEach((field, kind) -> body.put(field, value(field, kind, text, holder, ids)));
        return body;
    }

    private Object value(String field, Kind kind, String text, Throwaway holder, Supplier<String> ids) {
        return switch (kind) {
            case TEXT -> holder.credential(field).isEmpty() ? text : holder.credential(field);
            case WORD -> "w" + Integer.toHexString(text.hashCode());
            case EMAIL -> text + "@prove.example";
            case NUMBER -> 1;
            case ID -> ids.get();
            case FLAG -> true;
            case LIST -> new JsonArray();
            case TEXTS -> new JsonArray().add(text);
            case OBJECT -> new JsonObject();
            case CHOICE -> choices.getOrDefault(field, "");
            case ADDRESSES -> new JsonArray().add("https://" + text + ".prove.example/");
        };
    }

    /** The grants of RFC 6749 that need no browser, with a token to inspect; one by the client alone shows nothing when it is not the holder's. */
    private static List<String> forms(Throwaway client, Throwaway holder) {
        var grants = new ArrayList<>(List.of(
                Map.of("grant_type", "refresh_token", "refresh_token", holder.refreshToken()),
                Map.of("grant_type", "password", "username", holder.owner(), "password", holder.password())));
        if (client.equals(holder)) {
            grants.add(Map.of("grant_type", "client_credentials"));
        }
        var forms = new ArrayList<String>();
        for (var grant : grants) {
            var all = new LinkedHashMap<>(grant);
            all.put("client_id", client.clientId());
            all.put("client_secret", client.clientSecret());
            all.put("token", holder.token());
            all.put("access_token", holder.token());
            forms.add(Registration.form(all));
        }
        forms.add(authorization(client));
        return forms;
    }

    /** Whether a route is told in its query what a form tells others. */
    static boolean readsQuery(Route<?> route) {
        return route.method().equals(HttpMethod.GET) && route.path().equals("/oauth/authorize");
    }

    /** A request for a code (RFC 6749, section 4.1.1). */
    static String authorization(Throwaway client) {
        return Registration.form(Map.of(
                "response_type", "code",
                "client_id", client.clientId(),
                "scope", "openid read",
                "code_challenge", "0".repeat(43),
                "code_challenge_method", "S256"));
    }
}

package dev.tenantry.proof;

import dev.tenantry.platform.http.Route;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a route's body has to hold, as far as its answers told: the kind of each field.
 *
 * @param fields in the order they were asked for
 */
record LearnedBody(String mediaType, Map<String, Kind> fields) {
    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    /** What a field may be; in this order they are tried. */
    enum Kind {
        TEXT,
        EMAIL,
        NUMBER,
        ID,
        FLAG,
        LIST,
        OBJECT,
        ADDRESSES;

        private Kind next() {
            return switch (this) {
                case TEXT -> EMAIL;
                case EMAIL -> NUMBER;
                case NUMBER -> ID;
                case ID -> FLAG;
                case FLAG -> LIST;
                case LIST, OBJECT, ADDRESSES -> OBJECT;
            };
        }
    }

    static LearnedBody empty(Route<?> route) {
        // Told in the words of RFC 7591, which names no fields.
        return new LearnedBody(
                route.body().mediaType(),
                route.path().startsWith(RouteAttacks.SELF_REGISTRATION)
                        ? Map.of("client_id", Kind.ID, "redirect_uris", Kind.ADDRESSES)
                        : Map.of());
    }

    boolean isKnown() {
        return mediaType.isEmpty() || mediaType.equals(JSON) || mediaType.equals(FORM);
    }

    /** With another guess at these fields; the same when there is none left. */
    LearnedBody guessing(List<String> wrong) {
        var next = new LinkedHashMap<>(fields);
        wrong.forEach(field -> next.merge(field, Kind.TEXT, (known, first) -> known.next()));
        return new LearnedBody(mediaType, next);
    }

    /**
     * Bodies to send.
     *
     * @param text what stands where text is wanted
     * @param client who a form says the client is
     * @param holder whose credentials they hold
     * @param id what stands where an id is wanted
     */
    List<String> filled(String text, Throwaway client, Throwaway holder, String id) {
        if (mediaType.equals(FORM)) {
            return forms(client, holder);
        }
        return List.of(mediaType.equals(JSON) ? object(text, holder, id).encode() : "");
    }

    private JsonObject object(String text, Throwaway holder, String id) {
        var body = new JsonObject();
        fields.forEach((field, kind) -> body.put(field, value(field, kind, text, holder, id)));
        return body;
    }

    private static Object value(String field, Kind kind, String text, Throwaway holder, String id) {
        return switch (kind) {
            case TEXT -> holder.credential(field).isEmpty() ? text : holder.credential(field);
            case EMAIL -> text + "@prove.example";
            case NUMBER -> 1;
            case ID -> id;
            case FLAG -> true;
            case LIST -> new JsonArray();
            case OBJECT -> new JsonObject();
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

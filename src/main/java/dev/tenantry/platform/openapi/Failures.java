package dev.tenantry.platform.openapi;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.quota.AddressLimits.Counting;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How routes fail: by which statuses, and in which shape. Each pair of the two is described once. */
final class Failures {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(400, "BadRequest"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "NotFound"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "PreconditionFailed"),
            Map.entry(413, "ContentTooLarge"),
            Map.entry(415, "UnsupportedMediaType"),
            Map.entry(422, "KeyReused"),
            Map.entry(429, "TooManyRequests"),
            Map.entry(500, "InternalError"),
            Map.entry(503, "Unavailable"));
    private final TreeMap<String, JsonObject> described = new TreeMap<>();
    private final Map<Route.ErrorRenderer, Shape> shapes = new HashMap<>();

    /** In which shape a failure is told; found out by having one told. */
    private enum Shape {
        ERROR,
        OAUTH_ERROR,
        PAGE;

        static Shape of(Route.ErrorRenderer errors) {
            var told = errors.render(new AppException(ErrorCode.NOT_FOUND), "00000000");
            if (told.header("Content-Type").orElse("").startsWith("text/html")) {
                return PAGE;
            }
            return told.body().toJsonObject().containsKey("success") ? ERROR : OAUTH_ERROR;
        }

        /** {@code OAuth} before the names of its answers, nothing before the usual ones. */
        String prefix() {
            return switch (this) {
                case ERROR -> "";
                case OAUTH_ERROR -> "OAuth";
                case PAGE -> "Page";
            };
        }

        JsonObject content() {
            return switch (this) {
                case ERROR -> json("Error");
                case OAUTH_ERROR -> json("OAuthError");
                case PAGE ->
                    new JsonObject()
                            .put("text/html", new JsonObject().put("schema", new JsonObject().put("type", "string")));
            };
        }

        private static JsonObject json(String schema) {
            return new JsonObject()
                    .put(
                            "application/json",
                            new JsonObject()
                                    .put("schema", new JsonObject().put("$ref", "#/components/schemas/" + schema)));
        }
    }

    /** Every way to fail that was asked for, in the order of their names. */
    JsonObject all() {
        var all = new JsonObject();
        described.forEach(all::put);
        return all;
    }

    /** The route's failures by their statuses. */
    JsonObject of(Route<?> route) {
        // Many routes share a renderer, and having something rendered takes longer than all else here.
        var shape = shapes.computeIfAbsent(route.errors(), Shape::of);
        var failures = new JsonObject();
        for (var status : statuses(route, shape)) {
            var name = shape.prefix() + NAMES.get(status);
            described.computeIfAbsent(name, missing -> describe(status, shape));
            failures.put(String.valueOf(status), new JsonObject().put("$ref", "#/components/responses/" + name));
        }
        return failures;
    }

    private static SortedSet<Integer> statuses(Route<?> route, Shape shape) {
        var all = new TreeSet<>(Arrays.asList(500, 503));
        var access = route.access();
        var reads = !route.body().mediaType().isEmpty();
        var changes = !route.method().equals(HttpMethod.GET);
        if (reads || access.needsTenant() || route.answer().form() == Answer.Form.PAGE) {
            all.add(400);
        }
        if (access.needsPrincipal() || shape == Shape.OAUTH_ERROR || route.counting() == Counting.FAILURES) {
            all.add(401);
        }
        if (access.needsTenant()) {
            all.addAll(Arrays.asList(403, 404, 429));
        }
        // Pages for those who have been sent a link: without it there is nothing.
        if (route.answer().form() == Answer.Form.HTML) {
            all.add(404);
        }
        if (changes) {
            all.add(409);
        }
        if (changes && route.answer().isVersioned()) {
            all.add(412);
        }
        if (reads) {
            all.addAll(Arrays.asList(413, 415));
        }
        if (route.answer().isRepeatable()) {
            all.add(422);
        }
        if (route.counting() != Counting.NOTHING) {
            all.add(429);
        }
        return all;
    }

    private static JsonObject describe(int status, Shape shape) {
        var codes = Arrays.stream(ErrorCode.values())
                .filter(code -> code.status() == status)
                .map(code -> shape == Shape.ERROR ? "`" + code.wire() + "`: " + code.text() : code.text())
                .collect(Collectors.joining("\n- ", "- ", ""));
        var described = new JsonObject().put("description", codes);
        var headers = new JsonObject();
        if (status == 401) {
            headers.put("WWW-Authenticate", header("How to show who you are (RFC 6750, section 3)"));
        }
        if (status == 429 || status == 503) {
            headers.put("Retry-After", header("When to come back, in seconds"));
        }
        if (!headers.isEmpty()) {
            described.put("headers", headers);
        }
        return described.put("content", shape.content());
    }

    private static JsonObject header(String says) {
        return new JsonObject().put("description", says).put("schema", new JsonObject().put("type", "string"));
    }

    /** The two shapes in JSON. */
    static JsonObject schemas() {
        var text = new JsonObject().put("type", "string");
        var codes = new JsonArray();
        Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).sorted().forEach(codes::add);
        var detail = object(new JsonObject().put("field", text).put("problem", text));
        var error = object(new JsonObject()
                .put("success", new JsonObject().put("const", false))
                .put("data", new JsonObject().put("description", "null, but for a report of what is wrong"))
                .put("error", new JsonObject().put("type", "string").put("description", "For people"))
                .put("code", new JsonObject().put("type", "string").put("enum", codes))
                .put("details", new JsonObject().put("type", "array").put("items", detail))
                .put("request_id", text));
        var oauth = object(new JsonObject().put("error", text).put("error_description", text))
                .put("description", "RFC 6749, section 5.2");
        return new JsonObject().put("Error", error).put("OAuthError", oauth);
    }

    private static JsonObject object(JsonObject properties) {
        return new JsonObject()
                .put("type", "object")
                .put("properties", properties)
                .put("required", new JsonArray(properties.fieldNames().stream().toList()));
    }
}

package dev.tenantry.platform.openapi;

import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Parameter;
import dev.tenantry.platform.http.body.RequestBody;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Each route as an operation of the document (OpenAPI 3.1, section 4.8.10). */
final class Operations {
    private static final Pattern IN_PATH = Pattern.compile("\\{([a-z_]+)}");
    private static final String SCHEMA = "schema";
    private static final String DESCRIPTION = "description";
    private final Schemas schemas;
    private final Failures failures;

    Operations(Schemas schemas, Failures failures) {
        this.schemas = schemas;
        this.failures = failures;
    }

    JsonObject of(Route<?> route) {
        var operation = new JsonObject()
                .put("operationId", id(route))
                .put("tags", new JsonArray().add(tag(route.path())))
                .put("summary", route.answer().says());
        addAccess(operation, route.access());
        var parameters = parameters(route);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (!route.body().mediaType().isEmpty()) {
            operation.put("requestBody", body(route.body()));
        }
        return operation.put("responses", success(route).mergeIn(failures.of(route)));
    }

    /** {@code getApiV1ProductsById}. */
    private static String id(Route<?> route) {
        var words = route.path().replace("{", "by-").split("[^A-Za-z0-9]+");
        return route.method().name().toLowerCase(Locale.ROOT)
                + Arrays.stream(words)
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    /** The first word of the path that tells anything. */
    static String tag(String path) {
        var words = path.substring(1).split("/");
        if (path.matches("/(?:api/)?[^/]+")) {
            return "system";
        }
        return Arrays.stream(words)
                .filter(word -> !word.matches("api|v[0-9]+"))
                .findFirst()
                .orElse("api")
                .replace(".well-known", "oauth");
    }

    private static void addAccess(JsonObject operation, Access access) {
        var ways = new JsonArray();
        if (access.needsPrincipal()) {
            ways.add(new JsonObject().put("token", new JsonArray()));
        }
        if (access.takesSession()) {
            ways.add(new JsonObject().put("session", new JsonArray()));
        }
        operation.put("security", ways);
        if (access instanceof Access.RequirePermission needs) {
            var permission = needs.permission();
            operation
                    .put("x-permission", permission.name())
                    .put("x-scope", permission.scope().wire())
                    .put("x-least-role", permission.least().wire());
        }
    }

    private static JsonArray parameters(Route<?> route) {
        var all = new JsonArray();
        var names = IN_PATH.matcher(route.path());
        while (names.find()) {
            all.add(inPath(names.group(1)));
        }
        if (route.access().needsTenant() && !route.path().contains(Route.SLUG)) {
            all.add(shared("Tenant"));
        }
        var answer = route.answer();
        if (answer.form() == Answer.Form.PAGE) {
            all.add(shared("Limit")).add(shared("Cursor"));
        }
        answer.query().forEach(parameter -> all.add(inQuery(parameter)));
        if (answer.isVersioned() && route.method().equals(HttpMethod.GET)) {
            all.add(shared("IfNoneMatch"));
        } else if (answer.isVersioned() && !route.method().equals(HttpMethod.POST)) {
            all.add(shared("IfMatch"));
        }
        if (answer.isRepeatable()) {
            all.add(shared("IdempotencyKey"));
        }
        return all;
    }

    private static JsonObject shared(String parameter) {
        return new JsonObject().put("$ref", "#/components/parameters/" + parameter);
    }

    private static JsonObject inPath(String name) {
        var schema = text();
        if (name.equals("id") || name.endsWith("_id")) {
            schema.put("format", "uuid");
        }
        return new JsonObject()
                .put("name", name)
                .put("in", "path")
                .put("required", true)
                .put(SCHEMA, schema);
    }

    private static JsonObject inQuery(Parameter parameter) {
        return new JsonObject()
                .put("name", parameter.name())
                .put("in", "query")
                .put("required", parameter.required())
                .put(DESCRIPTION, parameter.says())
                .put(SCHEMA, text());
    }

    private static JsonObject text() {
        return new JsonObject().put("type", "string");
    }

    private JsonObject body(RequestBody<?> body) {
        var type = body.type();
        var schema = type == null ? form(body) : schemas.of(type, Schemas.Use.BODY);
        return new JsonObject().put("required", !body.optional()).put("content", content(body.mediaType(), schema));
    }

    private static JsonObject form(RequestBody<?> body) {
        var properties = new JsonObject();
        var required = new JsonArray();
        for (var field : body.fields()) {
            properties.put(field.name(), text().put(DESCRIPTION, field.says()));
            if (field.required()) {
                required.add(field.name());
            }
        }
        var schema = new JsonObject().put("type", "object").put("properties", properties);
        return required.isEmpty() ? schema : schema.put("required", required);
    }

    private static JsonObject content(String mediaType, JsonObject schema) {
        return new JsonObject().put(mediaType, new JsonObject().put(SCHEMA, schema));
    }

    private JsonObject success(Route<?> route) {
        var answer = route.answer();
        var told = new JsonObject().put(DESCRIPTION, answer.says());
        var headers = new JsonObject();
        if (answer.isVersioned() && !route.method().equals(HttpMethod.DELETE)) {
            headers.put("ETag", header("The version in quotes"));
        }
        if (!headers.isEmpty()) {
            told.put("headers", headers);
        }
        var content = content(answer);
        if (!content.isEmpty()) {
            told.put("content", content);
        }
        var all = new JsonObject().put(String.valueOf(answer.status()), told);
        if (answer.form() == Answer.Form.HTML) {
            all.put(
                    "303",
                    new JsonObject()
                            .put(DESCRIPTION, "To where it goes on")
                            .put("headers", new JsonObject().put("Location", header("The address"))));
        }
        if (answer.isVersioned() && route.method().equals(HttpMethod.GET)) {
            all.put("304", new JsonObject().put(DESCRIPTION, "It is the version that If-None-Match names"));
        }
        return all;
    }

    private static JsonObject header(String says) {
        return new JsonObject().put(DESCRIPTION, says).put(SCHEMA, text());
    }

    private JsonObject content(Answer answer) {
        var type = answer.type();
        var schema = type == null ? new JsonObject() : schemas.of(type, Schemas.Use.ANSWER);
        return switch (answer.form()) {
            case ONE -> content("application/json", enveloped(schema));
            case PAGE -> content("application/json", enveloped(page(schema)));
            case NOTHING -> content("application/json", enveloped(new JsonObject().put("type", "null")));
            case PLAIN -> content("application/json", schema);
            case LINES -> content("application/jsonl", schema);
            case HTML -> content("text/html", text());
            case EMPTY, FILE -> new JsonObject();
        };
    }

    private static JsonObject enveloped(JsonObject data) {
        return new JsonObject()
                .put(
                        "allOf",
                        new JsonArray()
                                .add(new JsonObject().put("$ref", "#/components/schemas/Envelope"))
                                .add(new JsonObject()
                                        .put("type", "object")
                                        .put("properties", new JsonObject().put("data", data))));
    }

    private static JsonObject page(JsonObject item) {
        return new JsonObject()
                .put("type", "object")
                .put(
                        "properties",
                        new JsonObject()
                                .put(
                                        "items",
                                        new JsonObject().put("type", "array").put("items", item))
                                .put(
                                        "next_cursor",
                                        new JsonObject()
                                                .put(
                                                        "type",
                                                        new JsonArray()
                                                                .add("string")
                                                                .add("null"))
                                                .put(DESCRIPTION, "For the next page; null on the last one")))
                .put("required", new JsonArray().add("items").add("next_cursor"));
    }
}

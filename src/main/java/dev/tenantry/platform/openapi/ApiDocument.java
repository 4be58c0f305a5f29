package dev.tenantry.platform.openapi;

import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the API can do, as one OpenAPI 3.1 document: every route but those of files, each under its plain path. */
final class ApiDocument {
    private static final String ABOUT = """
            Every route of a tenant needs its name, in one of three ways that have to agree: the header `X-Tenant-Slug`, \
            the host (`acme.example.com`), or the path. Below, each route stands once; with the tenant in the path it is \
            `/tenants/{slug}` and the path, such as `/tenants/acme/api/v1/products`, and `/tenants/acme/info` for \
            `/tenants/info`.

            Answers are `{"success":true,"data":…,"error":null}`, failures \
            `{"success":false,"data":null,"error":"…","code":"…","details":[],"request_id":"…"}`, but for routes of OAuth, \
            which answer as their RFC says. `GET` routes answer `HEAD` as well.
            """;

    private ApiDocument() {}

    static JsonObject of(List<Route<?>> routes, String version) {
        var schemas = new Schemas();
        var failures = new Failures();
        var paths = paths(routes, new Operations(schemas, failures));
        var tags = new TreeSet<String>();
        paths.fieldNames().forEach(path -> tags.add(Operations.tag(path)));
        return new JsonObject()
                .put("openapi", "3.1.0")
                .put(
                        "info",
                        new JsonObject()
                                .put("title", "Tenantry")
                                .put("version", version)
                                .put("description", ABOUT))
                .put("servers", new JsonArray().add(new JsonObject().put("url", "/")))
                .put(
                        "tags",
                        new JsonArray(tags.stream()
                                .map(tag -> new JsonObject().put("name", tag))
                                .toList()))
                .put("paths", paths)
                .put(
                        "components",
                        new JsonObject()
                                .put(
                                        "schemas",
                                        new JsonObject()
                                                .put("Envelope", envelope())
                                                .mergeIn(Failures.schemas())
                                                .mergeIn(schemas.all()))
                                .put("responses", failures.all())
                                .put("parameters", parameters())
                                .put("securitySchemes", securitySchemes()));
    }

    private static JsonObject paths(List<Route<?>> routes, Operations operations) {
        var byPath = new TreeMap<String, TreeMap<String, JsonObject>>();
        routes.stream()
                .filter(route -> route.answer().form() != Answer.Form.FILE)
                .forEach(route -> byPath.computeIfAbsent(route.path(), first -> new TreeMap<>())
                        .put(route.method().name().toLowerCase(Locale.ROOT), operations.of(route)));
        var paths = new JsonObject();
        byPath.forEach((path, methods) -> {
            var item = new JsonObject();
            methods.forEach(item::put);
            paths.put(path, item);
        });
        return paths;
    }

    private static JsonObject envelope() {
        return new JsonObject()
                .put("type", "object")
                .put(
                        "properties",
                        new JsonObject()
                                .put("success", new JsonObject().put("const", true))
                                .put("data", new JsonObject())
                                .put("error", new JsonObject().put("type", "null")))
                .put("required", new JsonArray().add("success").add("data").add("error"));
    }

    private static JsonObject parameters() {
        return new JsonObject()
                .put("Tenant", header("X-Tenant-Slug", "The tenant, unless the host or the path names it"))
                .put(
                        "Limit",
                        parameter("query", "limit", "Rows on a page")
                                .put(
                                        "schema",
                                        new JsonObject()
                                                .put("type", "integer")
                                                .put("minimum", 1)
                                                .put("maximum", 200)
                                                .put("default", 50)))
                .put("Cursor", parameter("query", "cursor", "The next_cursor of the page before"))
                .put("IfNoneMatch", header("If-None-Match", "Entity tags that are known: 304 when it is one of them"))
                .put(
                        "IfMatch",
                        header(
                                "If-Match",
                                "Entity tags of the versions that the change is meant for: 412 for any other"))
                .put(
                        "IdempotencyKey",
                        header(
                                        "Idempotency-Key",
                                        "For 24 hours the same request with the same key is done once and answered alike")
                                .put(
                                        "schema",
                                        new JsonObject()
                                                .put("type", "string")
                                                .put("minLength", 1)
                                                .put("maxLength", 255)));
    }

    private static JsonObject header(String name, String says) {
        return parameter("header", name, says);
    }

    private static JsonObject parameter(String place, String name, String says) {
        return new JsonObject()
                .put("name", name)
                .put("in", place)
                .put("description", says)
                .put("schema", new JsonObject().put("type", "string"));
    }

    private static JsonObject securitySchemes() {
        return new JsonObject()
                .put(
                        "token",
                        new JsonObject()
                                .put("type", "http")
                                .put("scheme", "bearer")
                                .put("bearerFormat", "JWT")
                                .put("description", "An access token of the tenant"))
                .put(
                        "session",
                        new JsonObject()
                                .put("type", "apiKey")
                                .put("in", "cookie")
                                .put("name", "tenantry_session_{slug}")
                                .put(
                                        "description",
                                        "The browser session that POST /oauth/login opens; with https its name begins with __Host-"));
    }
}

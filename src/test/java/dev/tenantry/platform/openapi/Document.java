package dev.tenantry.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tenantry.testing.Http.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** The document as whoever reads it sees it, and answers held against it: nothing may be in them that it does not tell. */
final class Document {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final JsonObject document;
    private final JsonObject strict;

    Document(String text) {
        document = new JsonObject(text);
        strict = document.getJsonObject("components").copy();
        var schemas = strict.getJsonObject("schemas");
        schemas.fieldNames().forEach(name -> strictly(schemas.getJsonObject(name), name.equals("Envelope")));
    }

    /** A path with one of its methods. */
    record Operation(String method, String path, JsonObject told) {
        boolean isWithoutParameter() {
            return !path.contains("{") && !needsQuery();
        }

        private boolean needsQuery() {
            return told.getJsonArray("parameters", new JsonArray()).stream()
                    .map(JsonObject.class::cast)
                    .anyMatch(parameter ->
                            "query".equals(parameter.getString("in")) && parameter.getBoolean("required", false));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    JsonObject json() {
        return document;
    }

    List<Operation> operations() {
        var paths = document.getJsonObject("paths");
        return paths.fieldNames().stream()
                .flatMap(path -> operations(path, paths.getJsonObject(path)))
                .toList();
    }

    private static Stream<Operation> operations(String path, JsonObject methods) {
        return methods.fieldNames().stream()
                .map(method ->
                        new Operation(method.toUpperCase(java.util.Locale.ROOT), path, methods.getJsonObject(method)));
    }

    Operation operation(String method, String path) {
        return operations().stream()
                .filter(known -> known.toString().equals(method + " " + path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not in the document: " + method + " " + path));
    }

    /** Its status is one that the document tells, and its body what the document says of that. */
    void assertTells(Operation operation, Answer answer) {
        var responses = operation.told().getJsonObject("responses");
        var told = responses.getJsonObject(String.valueOf(answer.status()));
        assertThat(told).as("%s: %s", operation, answer).isNotNull();
        var response = told.containsKey("$ref") ? shared(told.getString("$ref")) : told;
        var content = response.getJsonObject("content", new JsonObject());
        if (content.isEmpty()) {
            assertThat(answer.text()).as("%s", operation).isEmpty();
            return;
        }
        var type = answer.header("Content-Type").split(";", 2)[0];
        assertThat(content.fieldNames()).as("%s: %s", operation, answer).contains(type);
        if (type.equals("application/json")) {
            assertValid(content.getJsonObject(type).getJsonObject("schema").copy(), operation, answer);
        }
    }

    private JsonObject shared(String reference) {
        return document.getJsonObject("components")
                .getJsonObject("responses")
                .getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private void assertValid(JsonObject schema, Operation operation, Answer answer) {
        strictly(schema, false);
        var whole = schema.put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("components", strict);
        var problems = SCHEMAS.getSchema(whole.encode()).validate(answer.text(), InputFormat.JSON);
        assertThat(problems).as("%s: %s", operation, answer).isEmpty();
    }

    /** @param part whether it stands beside others that say more */
    private static void strictly(JsonObject schema, boolean part) {
        if (schema.getValue("allOf") instanceof JsonArray parts) {
            parts.forEach(one -> strictly((JsonObject) one, true));
            schema.put("unevaluatedProperties", false);
        }
        if (schema.getValue("anyOf") instanceof JsonArray choices) {
            choices.forEach(one -> strictly((JsonObject) one, false));
        }
        if (schema.getValue("properties") instanceof JsonObject properties) {
            properties.forEach(property -> strictly((JsonObject) property.getValue(), false));
            if (!part && !schema.containsKey("additionalProperties")) {
                schema.put("additionalProperties", false);
            }
        }
        if (schema.getValue("items") instanceof JsonObject items) {
            strictly(items, false);
        }
    }
}

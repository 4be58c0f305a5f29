package dev.tenantry.platform.openapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.NamingBase;
import dev.tenantry.platform.http.body.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON Schema (2020-12) of records, as {@link Json} writes and reads them. Each record is described once, by its name. */
final class Schemas {
    private static final String COMPONENTS = "#/components/schemas/";
    private static final String TYPE = "type";
    private static final NamingBase NAMES = (NamingBase) PropertyNamingStrategies.SNAKE_CASE;
    private static final Map<Class<?>, String> FORMATTED = Map.of(
            UUID.class, "uuid",
            Instant.class, "date-time",
            OffsetDateTime.class, "date-time",
            LocalDate.class, "date",
            URI.class, "uri");
    private final Map<Used, String> names = new HashMap<>();
    private final TreeMap<String, JsonObject> described = new TreeMap<>();

    /** What a record is used for. */
    enum Use {
        /** It is read: what it does not know is refused, and what may be null may be left out. */
        BODY,
        /** It is written: everything is there but what is left out when it is null. */
        ANSWER
    }

    private record Used(Class<?> type, Use use) {}

    /** All records described so far, in the order of their names. */
    JsonObject all() {
        var all = new JsonObject();
        described.forEach(all::put);
        return all;
    }

    JsonObject of(Class<?> type, Use use) {
        if (type.isRecord()) {
            return new JsonObject().put("$ref", COMPONENTS + name(new Used(type, use)));
        }
        if (type.isEnum()) {
            return new JsonObject().put(TYPE, "string").put("enum", constants(type));
        }
        if (FORMATTED.containsKey(type)) {
            return new JsonObject().put(TYPE, "string").put("format", FORMATTED.get(type));
        }
        if (type == int.class || type == Integer.class) {
            return new JsonObject().put(TYPE, "integer").put("format", "int32");
        }
        if (type == long.class || type == Long.class) {
            return new JsonObject().put(TYPE, "integer").put("format", "int64");
        }
        if (type == boolean.class || type == Boolean.class) {
            return new JsonObject().put(TYPE, "boolean");
        }
        if (Number.class.isAssignableFrom(type) || type == double.class || type == float.class) {
            return new JsonObject().put(TYPE, "number");
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return new JsonObject().put(TYPE, "string");
        }
        if (Collection.class.isAssignableFrom(type) || type == JsonArray.class) {
            return new JsonObject().put(TYPE, "array");
        }
        return Map.class.isAssignableFrom(type) || type == JsonObject.class
                ? new JsonObject().put(TYPE, "object")
                : new JsonObject();
    }

    private static JsonArray constants(Class<?> type) {
        var constants = new JsonArray();
        Arrays.stream(type.getEnumConstants())
                .forEach(constant -> constants.add(Json.write(constant).toJsonValue()));
        return constants;
    }

    private JsonObject of(AnnotatedType annotated, Use use) {
        var schema = of(classOf(annotated.getType()), use);
        if (annotated instanceof AnnotatedParameterizedType generic) {
            var arguments = generic.getAnnotatedActualTypeArguments();
            if ("array".equals(schema.getString(TYPE))) {
                schema.put("items", of(arguments[0], use));
            } else if ("object".equals(schema.getString(TYPE)) && arguments.length == 2) {
                schema.put("additionalProperties", of(arguments[1], use));
            }
        }
        return annotated.isAnnotationPresent(Nullable.class) ? orNull(schema) : schema;
    }

    private static Class<?> classOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            return classOf(generic.getRawType());
        }
        return type instanceof Class<?> known ? known : Object.class;
    }

    private static JsonObject orNull(JsonObject schema) {
        if (schema.containsKey("enum")) {
            schema.getJsonArray("enum").addNull();
        }
        if (schema.getValue(TYPE) instanceof String type) {
            return schema.put(TYPE, new JsonArray().add(type).add("null"));
        }
        return schema.isEmpty()
                ? schema
                : new JsonObject().put("anyOf", new JsonArray().add(schema).add(new JsonObject().put(TYPE, "null")));
    }

    private String name(Used used) {
        var known = names.get(used);
        if (known != null) {
            return known;
        }
        var name = free(used);
        names.put(used, name);
        described.put(name, new JsonObject());
        described.put(name, record(used));
        return name;
    }

    /** By its own name; that of its package before it, or what it is used for behind it, where that is taken. */
    private String free(Used used) {
        var name = simple(used.type());
        if (described.containsKey(name)) {
            var place = used.type().getPackageName();
            var room = place.substring(place.lastIndexOf('.') + 1);
            name = names.containsKey(new Used(used.type(), used.use() == Use.BODY ? Use.ANSWER : Use.BODY))
                    ? name + (used.use() == Use.BODY ? "Body" : "Answer")
                    : Character.toUpperCase(room.charAt(0)) + room.substring(1) + name;
        }
        return described.containsKey(name) ? used.type().getName() + "." + used.use() : name;
    }

    private static String simple(Class<?> type) {
        var outer = type.getEnclosingClass();
        return outer == null
                ? type.getSimpleName()
                : simple(outer).replaceFirst("(?:Routes|Feature)$", "") + type.getSimpleName();
    }

    private JsonObject record(Used used) {
        var properties = new JsonObject();
        var required = new JsonArray();
        addTo(properties, required, used);
        var schema = new JsonObject().put(TYPE, "object").put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        var lenient = used.type().getAnnotation(JsonIgnoreProperties.class);
        if (used.use() == Use.BODY && (lenient == null || !lenient.ignoreUnknown())) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private void addTo(JsonObject properties, JsonArray required, Used used) {
        for (var component : used.type().getRecordComponents()) {
            if (has(component, JsonUnwrapped.class)) {
                addTo(properties, required, new Used(component.getType(), used.use()));
            } else if (!has(component, JsonIgnore.class)) {
                var name = NAMES.translate(component.getName());
                var type = component.getAnnotatedType();
                var left = type.isAnnotationPresent(Nullable.class) && mayBeLeftOut(component, used);
                var schema = of(type, used.use());
                properties.put(name, left && used.use() == Use.ANSWER ? withoutNull(type, used.use()) : schema);
                if (!left) {
                    required.add(name);
                }
            }
        }
    }

    private JsonObject withoutNull(AnnotatedType type, Use use) {
        var schema = of(type, use);
        if (schema.getValue(TYPE) instanceof JsonArray types) {
            return schema.put(TYPE, types.getString(0));
        }
        return schema.getValue("anyOf") instanceof JsonArray either ? either.getJsonObject(0) : schema;
    }

    private static boolean mayBeLeftOut(RecordComponent component, Used used) {
        if (used.use() == Use.BODY) {
            return true;
        }
        var here = component.getAccessor().getAnnotation(JsonInclude.class);
        var everywhere = used.type().getAnnotation(JsonInclude.class);
        var rule = here == null ? everywhere : here;
        return rule != null && rule.value() == JsonInclude.Include.NON_NULL;
    }

    private static boolean has(RecordComponent component, Class<? extends Annotation> annotation) {
        return component.getAccessor().isAnnotationPresent(annotation);
    }
}

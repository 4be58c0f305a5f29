package dev.tenantry.proof;

import dev.tenantry.platform.migration.probe.TenantTable;
import dev.tenantry.platform.migration.probe.TenantTable.Column;
import dev.tenantry.proof.Api.Answer;
import dev.tenantry.proof.Api.Request;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a throw-away tenant has that nobody else can know: the ids in its rows, texts that hold its marker, its secrets.
 *
 * @param keys values of primary keys, to put where a route takes an id
 */
record Belongings(Set<String> telling, List<String> keys) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int SHORTEST = 12;
    private static final int ROWS = 2;

    static Belongings of(Throwaway owner, List<TenantTable> tables, Map<String, List<JsonObject>> rows) {
        var telling = new LinkedHashSet<>(owner.secrets());
        rows.values().stream()
                .flatMap(List::stream)
                .flatMap(Belongings::texts)
                .filter(text -> ID.matcher(text).matches() || isMarked(text, owner.slug()))
                .filter(text -> !text.equals(owner.id().toString()))
                .forEach(telling::add);
        var keys = tables.stream()
                .flatMap(table -> rows.getOrDefault(table.name(), List.of()).stream()
                        .limit(ROWS)
                        .flatMap(row -> keys(table, row)))
                .distinct()
                .toList();
        return new Belongings(telling, keys);
    }

    /** The slug itself is public. */
    private static boolean isMarked(String text, String slug) {
        return text.length() >= SHORTEST && text.contains(slug) && !text.equals(slug);
    }

    private static Stream<String> texts(Object value) {
        if (value instanceof JsonObject object) {
            return object.stream().map(Map.Entry::getValue).flatMap(Belongings::texts);
        }
        if (value instanceof JsonArray array) {
            return array.stream().flatMap(Belongings::texts);
        }
        return value instanceof String text ? Stream.of(text) : Stream.empty();
    }

    /** Bytes are no key that a path could hold. */
    private static Stream<String> keys(TenantTable table, JsonObject row) {
        return table.columns().stream()
                .filter(Column::key)
                .map(column -> row.getValue(TenantTable.unquoted(column.name())))
                .filter(value -> value != null)
                .map(String::valueOf)
                .filter(text -> !text.startsWith("\\x"));
    }

    /** Without what the other has as well. */
    Belongings without(Belongings other) {
        var own = new LinkedHashSet<>(telling);
        own.removeAll(other.telling);
        return new Belongings(own, keys);
    }

    /** The first that an answer tells and the request did not. */
    Optional<String> toldBy(Answer answer, Request request) {
        var text = answer.text();
        return telling.stream()
                .filter(text::contains)
                .filter(told -> !request.says(told))
                .findFirst();
    }

    static String unknownKey() {
        return UUID.randomUUID().toString();
    }
}

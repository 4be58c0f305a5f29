package dev.tenantry.proof;

import dev.tenantry.platform.migration.probe.TenantTable;
import dev.tenantry.proof.Api.Answer;
import dev.tenantry.proof.Api.Request;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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
 * @param rows where the ids are that can be put where a route takes some
 */
record Belongings(Set<String> telling, List<OwnRow> rows) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int SHORTEST = 12;
    private static final int ROWS = 2;
    private static final int WAYS = 12;

    /**
     * The ids of one row.
     *
     * @param keys its primary key's by column
     * @param all every id in it, in its key or not
     */
    record OwnRow(String table, Map<String, String> keys, Map<String, String> all) {
        /** Without what is no secret to somebody else: some things have the same id in every tenant. */
        OwnRow without(Set<String> known) {
            return new OwnRow(table, without(keys, known), without(all, known));
        }

        private static Map<String, String> without(Map<String, String> ids, Set<String> known) {
            var left = new LinkedHashMap<>(ids);
            left.values().removeAll(known);
            return left;
        }
    }

    /**
     * Ids to put into a request, as many as it takes. Those of one row belong together.
     *
     * @param from their table and columns
     */
    record Ids(String from, List<String> values) {
        static Ids unknown(int slots) {
            return new Ids("", Collections.nCopies(slots, unknownKey()));
        }

        /** The first of these and the rest of the other's. */
        Ids before(Ids other) {
            return new Ids(
                    from,
                    Stream.concat(
                                    values.stream().limit(1),
                                    other.values.stream().skip(1))
                            .toList());
        }
    }

    static Belongings of(Throwaway owner, List<TenantTable> tables, Map<String, List<JsonObject>> rows) {
        var telling = new LinkedHashSet<>(owner.secrets());
        rows.values().stream()
                .flatMap(List::stream)
                .flatMap(Belongings::texts)
                .filter(text -> ID.matcher(text).matches() || isMarked(text, owner.slug()))
                .filter(text -> !text.equals(owner.id().toString()))
                .forEach(telling::add);
        var own = tables.stream()
                .flatMap(table ->
                        newest(rows.getOrDefault(table.name(), List.of())).map(row -> ids(table, row)))
                .toList();
        return new Belongings(telling, own);
    }

    /** The last few: what was there from the beginning is more often not to be touched. */
    private static Stream<JsonObject> newest(List<JsonObject> rows) {
        return rows.stream().skip(Math.max(0, rows.size() - ROWS));
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
    private static OwnRow ids(TenantTable table, JsonObject row) {
        var keys = new LinkedHashMap<String, String>();
        var all = new LinkedHashMap<String, String>();
        for (var column : table.columns()) {
            var name = TenantTable.unquoted(column.name());
            var value = row.getValue(name);
            if (value == null || String.valueOf(value).startsWith("\\x")) {
                continue;
            }
            if (column.key()) {
                keys.put(name, String.valueOf(value));
            }
            if (ID.matcher(String.valueOf(value)).matches()) {
                all.put(name, String.valueOf(value));
            }
        }
        return new OwnRow(table.name(), keys, all);
    }

    /** Every way to fill so many places: one by any key, several by what stands in one row. */
    List<Ids> ids(int slots) {
        if (slots == 0) {
            return List.of(new Ids("", List.of()));
        }
        return rows.stream()
                .flatMap(row -> arranged(row, slots == 1 ? row.keys : row.all, slots).stream())
                .distinct()
                .toList();
    }

    private static List<Ids> arranged(OwnRow row, Map<String, String> ids, int slots) {
        var arranged = List.of(new Ids(row.table, List.of()));
        for (int slot = 0; slot < slots; slot++) {
            arranged = arranged.stream()
                    .flatMap(begun -> ids.entrySet().stream()
                            .filter(id -> !begun.values.contains(id.getValue()))
                            .map(id -> new Ids(begun.from + " " + id.getKey(), with(begun.values, id.getValue()))))
                    .limit(WAYS)
                    .toList();
        }
        return arranged;
    }

    private static List<String> with(List<String> values, String more) {
        var all = new ArrayList<>(values);
        all.add(more);
        return all;
    }

    /** Without what the other has as well. */
    Belongings without(Belongings other) {
        var own = new LinkedHashSet<>(telling);
        own.removeAll(other.telling);
        return new Belongings(
                own, rows.stream().map(row -> row.without(other.telling)).toList());
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

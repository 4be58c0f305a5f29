package dev.tenantry.platform.http.body;

import dev.tenantry.platform.error.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, in the order of ids from newest to oldest (keyset pagination: the next page starts after an id, so
 * that rows added meanwhile neither shift nor repeat anything).
 *
 * @param nextCursor hand it back as {@code cursor} for the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    /** Sorts before every id: where a descending list starts. */
    private static final UUID LAST = new UUID(-1, -1);

    /** Of the rows read for a page, one more than asked for tells that another page follows. */
    public static <T> Page<T> of(List<T> rows, Wanted wanted, Function<T, UUID> id) {
        if (rows.size() <= wanted.limit()) {
            return new Page<>(rows, null);
        }
        var items = rows.subList(0, wanted.limit());
        return new Page<>(items, Wanted.cursor(id.apply(items.get(items.size() - 1))));
    }

    /**
     * Which page is asked for.
     *
     * @param limit rows, 1 to 200, 50 when nothing is said
     * @param before ids of the page sort before this one
     */
    public record Wanted(int limit, UUID before) {
        private static final int MOST = 200;

        public static Wanted of(Optional<String> limit, Optional<String> cursor) {
            var problems = new Problems();
            var rows = limit.map(text -> number(text, problems)).orElse(50);
            var before = cursor.map(text -> id(text, problems)).orElse(LAST);
            problems.orThrow();
            return new Wanted(rows, before);
        }

        /** What the query has to fetch to know whether another page follows. */
        public int fetch() {
            return limit + 1;
        }

        private static String cursor(UUID id) {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(id.toString().getBytes(StandardCharsets.US_ASCII));
        }

        private static int number(String text, Problems problems) {
            if (text.matches("[0-9]{1,4}")) {
                var number = Integer.parseInt(text);
                if (number >= 1 && number <= MOST) {
                    return number;
                }
            }
            problems.add("limit", "must be a whole number from 1 to " + MOST);
            return MOST;
        }

        private static UUID id(String text, Problems problems) {
            try {
                return UUID.fromString(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
            } catch (IllegalArgumentException e) {
                problems.add("cursor", "must be the next_cursor of an earlier page");
                return LAST;
            }
        }
    }
}

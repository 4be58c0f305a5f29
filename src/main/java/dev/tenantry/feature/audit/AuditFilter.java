package dev.tenantry.feature.audit;

import dev.tenantry.platform.error.Problems;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants to see; null stands for all.
 *
 * @param action what the action begins with: {@code member.} or {@code member.removed}
 * @param from the first moment
 * @param to the first moment that is too late
 */
record AuditFilter(
        @Nullable UUID actor,
        @Nullable String action,
        @Nullable String objectType,
        @Nullable String objectId,
        @Nullable UUID client,
        @Nullable String requestId,
        @Nullable OffsetDateTime from,
        @Nullable OffsetDateTime to) {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int LONGEST = 200;

    // What PostgreSQL can store; the years beyond are nobody's.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** @param query a parameter of the query by its name */
    static AuditFilter of(Function<String, Optional<String>> query) {
        var asked = new Asked(query, new Problems());
        var filter = new AuditFilter(
                asked.id("actor"),
                asked.text("action"),
                asked.text("object_type"),
                asked.text("object_id"),
                asked.id("client_id"),
                asked.text("request_id"),
                asked.moment("from"),
                asked.moment("to"));
        asked.problems.orThrow();
        return filter;
    }

    private record Asked(Function<String, Optional<String>> query, Problems problems) {

        @Nullable
        String text(String name) {
            var text = query.apply(name);
            text.filter(value -> value.length() > LONGEST)
                    .ifPresent(value -> problems.add(name, "must have at most " + LONGEST + " characters"));
            text.filter(value -> value.indexOf('\0') >= 0).ifPresent(value -> problems.add(name, "must be text"));
            return text.orElse(null);
        }

        @Nullable
        UUID id(String name) {
            var text = query.apply(name);
            var id = text.filter(value -> ID.matcher(value).matches()).map(UUID::fromString);
            if (text.isPresent() && id.isEmpty()) {
                problems.add(name, "must be an id");
            }
            return id.orElse(null);
        }

        @Nullable
        OffsetDateTime moment(String name) {
            var text = query.apply(name);
            var moment = text.flatMap(Asked::read);
            if (text.isPresent() && moment.isEmpty()) {
                problems.add(name, "must be a time such as 2026-01-31T12:00:00Z");
            }
            return moment.orElse(null);
        }

        private static Optional<OffsetDateTime> read(String text) {
            try {
                return Optional.of(OffsetDateTime.parse(text))
                        .filter(read -> !read.toInstant().isBefore(EARLIEST)
                                && !read.toInstant().isAfter(LATEST))
                        .map(read -> read.withOffsetSameInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }
}

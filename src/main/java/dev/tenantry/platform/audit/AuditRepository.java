package dev.tenantry.platform.audit;

import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.UuidV7;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.UUID;

/** Rows of {@code audit_events}. */
final class AuditRepository {
    // All as text: COMMIT need not wait for such a one.
    static final String INSERT = """
            INSERT INTO audit_events (id, action, actor_kind, actor_id, actor_name, client_id, object_type, object_id,
                changes, request_id, address, times)
            VALUES ($1::text::uuid, $2::text, $3::text, $4::text::uuid, $5::text, $6::text::uuid, $7::text, $8::text,
                $9::text::jsonb, $10::text, $11::text, $12::text::integer)
            """;
    private static final int LONGEST_ID = 200;
    private static final int MOST_NAMES = 50;
    private static final int LONGEST_CHANGES = 16 * 1024;

    void insert(Sql sql, Actor actor, Happening happening, int times) {
        var principal = actor.principal();
        sql.unawaited(
                INSERT,
                UuidV7.next().toString(),
                happening.action(),
                kind(actor),
                principal.map(Principal::id).map(UUID::toString).orElse(null),
                principal.map(Principal::name).orElse(""),
                principal.flatMap(Principal::client).map(UUID::toString).orElse(null),
                happening.objectType(),
                happening
                        .objectId()
                        .substring(0, Math.min(LONGEST_ID, happening.objectId().length())),
                bounded(happening.changes()),
                actor.requestId(),
                actor.address(),
                String.valueOf(times));
    }

    /** Of what is too long, the names of the fields: whoever reads and seals many rows holds them in memory. */
    private static String bounded(JsonObject changes) {
        var text = changes.encode();
        return text.length() <= LONGEST_CHANGES ? text : namesOf(changes).encode();
    }

    private static JsonObject namesOf(JsonObject changes) {
        var names = changes.fieldNames().stream()
                .limit(MOST_NAMES)
                .map(name -> name.substring(0, Math.min(LONGEST_ID, name.length())))
                .toList();
        return new JsonObject().put("too_long", new JsonArray(names));
    }

    private static String kind(Actor actor) {
        return actor.principal()
                .map(principal -> principal.kind().name().toLowerCase(Locale.ROOT))
                .orElse(actor.requestId().isEmpty() ? "system" : "visitor");
    }
}

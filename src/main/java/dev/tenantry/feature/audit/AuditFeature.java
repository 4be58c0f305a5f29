package dev.tenantry.feature.audit;

import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.flow.Repeat;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Json;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tenant's own trail, to be read and taken away as lines of JSON. */
public final class AuditFeature implements Feature {
    private static final Permission READ = Permission.admin("audit.read", Role.ADMIN);
    private static final String LINES = "application/x-ndjson";
    private static final int EXPORTED_AT_ONCE = 200;
    private static final UUID LAST = new UUID(-1, -1);
    private final EventRepository events = new EventRepository();

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public void contribute(Contribution to) {
        var browser = to.inBrowser();
        browser.get(
                "/api/v1/audit",
                READ,
                Answer.page(Event.class, "What has happened in the tenant, the newest first"),
                this::page);
        browser.get(
                "/api/v1/audit/export",
                READ,
                Answer.lines(Event.class, "The same as lines of JSON, all of it"),
                this::export);
    }

    private Future<Reply> page(TenantCall<Nothing> call) {
        var wanted = call.page();
        return events.page(call.sql(), AuditFilter.of(call::query), wanted.before(), wanted.fetch())
                .map(rows -> rows.stream().map(Event::of).toList())
                .map(rows -> Reply.ok(Page.of(rows, wanted, Event::id)));
    }

    /** No connection is held while the reader takes what has been sent. */
    private Future<Reply> export(TenantCall<Nothing> call) {
        var filter = AuditFilter.of(call::query);
        return Future.succeededFuture(Reply.streamed(LINES, out -> portions(call.sql(), filter, out))
                .with("Content-Disposition", "attachment; filename=\"audit.jsonl\""));
    }

    private Future<Void> portions(Sql sql, AuditFilter filter, Function<Buffer, Future<Void>> out) {
        var before = new UUID[] {LAST};
        return Repeat.whileTrue(() -> events.page(sql, filter, before[0], EXPORTED_AT_ONCE)
                .compose(rows -> {
                    if (rows.isEmpty()) {
                        return Future.succeededFuture(false);
                    }
                    before[0] = rows.get(rows.size() - 1).id();
                    return out.apply(lines(rows)).map(true);
                }));
    }

    private static Buffer lines(List<AuditEvent> rows) {
        var lines = Buffer.buffer();
        rows.forEach(row -> lines.appendBuffer(Json.write(Event.of(row))).appendString("\n"));
        return lines;
    }

    /** An event as it is told. */
    record Event(
            UUID id,
            Instant at,
            String action,
            int times,
            Actor actor,
            @Nullable UUID clientId,
            Subject object,
            Map<String, Object> changes,
            String requestId,
            String address) {

        /** {@code kind} is person, service, visitor or system. */
        record Actor(String kind, @Nullable UUID id, String name) {}

        record Subject(String type, String id) {}

        static Event of(AuditEvent event) {
            return new Event(
                    event.id(),
                    event.at(),
                    event.action(),
                    event.times(),
                    new Actor(
                            event.actor().kind(),
                            event.actor().id().orElse(null),
                            event.actor().name()),
                    event.client().orElse(null),
                    new Subject(event.object().type(), event.object().id()),
                    new JsonObject(event.changes()).getMap(),
                    event.requestId(),
                    event.address());
        }
    }
}

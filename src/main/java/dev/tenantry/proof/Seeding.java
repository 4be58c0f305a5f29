package dev.tenantry.proof;

import dev.tenantry.platform.migration.probe.DatabaseProbe;
import dev.tenantry.platform.migration.probe.SampleRow;
import dev.tenantry.platform.migration.probe.TenantTable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gives a throw-away tenant a row in every table it has none in, through its own door. */
final class Seeding {
    private final Vertx vertx;
    private final DatabaseProbe probe;
    private final DoorRepository door;
    private final Throwaway tenant;
    private final Map<String, String> failures = new TreeMap<>();

    Seeding(Vertx vertx, DatabaseProbe probe, DoorRepository door, Throwaway tenant) {
        this.vertx = vertx;
        this.probe = probe;
        this.door = door;
        this.tenant = tenant;
    }

    /** @param failures by table, why it has no row */
    record Seeded(Map<String, List<JsonObject>> rows, Map<String, String> failures) {
        boolean has(TenantTable table) {
            return !rows.getOrDefault(table.name(), List.of()).isEmpty();
        }
    }

    /** As often as it gets any further: a row may need one of another table. */
    Future<Seeded> seed() {
        return rows().compose(before -> pass(before)
                .compose(done -> rows())
                .compose(after -> count(after) > count(before)
                        ? seed()
                        : Future.succeededFuture(new Seeded(after, Map.copyOf(failures)))));
    }

    private static long count(Map<String, List<JsonObject>> rows) {
        return rows.values().stream().filter(some -> !some.isEmpty()).count();
    }

    private Future<Map<String, List<JsonObject>>> rows() {
        return vertx.executeBlocking(() -> probe.rows(tenant.id()));
    }

    private Future<Void> pass(Map<String, List<JsonObject>> owned) {
        var done = Future.<Void>succeededFuture();
        for (var table : probe.tables()) {
            if (owned.getOrDefault(table.name(), List.of()).isEmpty()) {
                var sample = new SampleRow(table, probe.tables(), owned);
                done = done.compose(before -> insert(table, sample, true))
                        .compose(made -> made ? Future.succeededFuture(true) : insert(table, sample, false))
                        .compose(made -> sample.canBeDeleted() ? deleted(sample) : Future.succeededFuture());
            }
        }
        return done;
    }

    /** One that is there to be brought back. */
    private Future<Void> deleted(SampleRow sample) {
        return sample.insert(tenant.slug() + "-deleted", false, true)
                .map(statement -> door.insert(statement).<Void>mapEmpty().otherwiseEmpty())
                .orElseGet(Future::succeededFuture);
    }

    private Future<Boolean> insert(TenantTable table, SampleRow sample, boolean everyText) {
        return sample.insert(tenant.slug(), everyText, false)
                .map(statement -> door.insert(statement).transform(result -> {
                    if (result.failed()) {
                        failures.put(table.name(), String.valueOf(result.cause()));
                    } else {
                        failures.remove(table.name());
                    }
                    return Future.succeededFuture(result.succeeded());
                }))
                .orElseGet(() -> {
                    failures.put(table.name(), "no value is known for one of its columns");
                    return Future.succeededFuture(false);
                });
    }
}

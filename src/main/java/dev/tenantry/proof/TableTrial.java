package dev.tenantry.proof;

import dev.tenantry.app.Interior;
import dev.tenantry.platform.migration.probe.DatabaseProbe;
import dev.tenantry.platform.migration.probe.TenantTable;
import dev.tenantry.platform.migration.probe.Trial;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** Every table with a tenant, through both doors, by row security alone and by the predicate alone. */
final class TableTrial {
    private final Vertx vertx;
    private final Interior interior;
    private final DatabaseProbe probe;
    private final Throwaway attacker;
    private final Throwaway victim;

    TableTrial(Vertx vertx, Interior interior, DatabaseProbe probe, Throwaway attacker, Throwaway victim) {
        this.vertx = vertx;
        this.interior = interior;
        this.probe = probe;
        this.attacker = attacker;
        this.victim = victim;
    }

    Future<List<Trial>> of(TenantTable table) {
        var tenantDoor = new DoorRepository(
                "door to tenants' tables", interior.tenantTables().of(attacker.tenant()), attacker.id());
        var controlDoor =
                new DoorRepository("control door", interior.controlTables().of(attacker.tenant()), attacker.id());
        var trials = new ArrayList<Trial>();
        return tenantDoor
                .trials(table, victim.id())
                .onSuccess(trials::addAll)
                .compose(done -> controlDoor.trials(table, victim.id()))
                .onSuccess(trials::addAll)
                .compose(done -> vertx.executeBlocking(() -> probe.rowSecurityAlone(table, attacker.id(), victim.id())))
                .onSuccess(trials::addAll)
                .compose(done -> vertx.executeBlocking(
                        () -> probe.predicateAlone(table, interior.scoper(), attacker.id(), victim.id())))
                .onSuccess(trials::addAll)
                .map(trials);
    }
}

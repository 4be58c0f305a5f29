package dev.tenantry.feature.plan;

import dev.tenantry.platform.quota.Meter;
import dev.tenantry.platform.quota.PlanLimits;
import dev.tenantry.platform.quota.rate.Rate;
import dev.tenantry.platform.sql.ControlDatabase;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All plans, held in memory and read anew every other second: every request asks what its tenant's plan allows. */
public final class Plans implements PlanLimits {
    private final ControlDatabase database;
    private final PlanRepository rows = new PlanRepository();
    private volatile Map<String, Plan> known = Map.of();

    public Plans(ControlDatabase database) {
        this.database = database;
    }

    /** Takes in what has been changed. When it fails, what was known before holds. */
    public Future<Void> reload() {
        return rows.all(database.acrossTenants())
                .onSuccess(plans -> {
                    var byName = new LinkedHashMap<String, Plan>();
                    plans.forEach(plan -> byName.put(plan.name(), plan));
                    known = byName;
                })
                .mapEmpty();
    }

    Collection<Plan> all() {
        return known.values();
    }

    @Override
    public Optional<Long> most(String plan, Meter meter) {
        return named(plan).most(meter);
    }

    @Override
    public Optional<Rate> rate(String plan) {
        return named(plan).rate();
    }

    /** Of a plan that is not known yet, what the meters say of themselves. */
    private Plan named(String name) {
        var plan = known.get(name);
        return plan == null ? new Plan(name, name, Optional.empty(), Map.of()) : plan;
    }
}

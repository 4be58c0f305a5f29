package dev.tenantry.app.wiring;

import dev.tenantry.feature.plan.PlanFeature;
import dev.tenantry.feature.plan.Plans;
import dev.tenantry.platform.config.LimitsConfig;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.quota.ApiCalls;
import dev.tenantry.platform.quota.Meters;
import dev.tenantry.platform.quota.TenantLimits;
import dev.tenantry.platform.quota.rate.LocalRates;
import dev.tenantry.platform.quota.rate.Rate;
import dev.tenantry.platform.quota.rate.RateLimits;
import dev.tenantry.platform.quota.rate.SharedRates;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans, and the limits that keep to them. */
public final class PlanWiring {
    public final Plans plans;
    public final Meters meters;
    public final TenantLimits limits;
    private final ApiCalls calls;
    private final Optional<SharedRates> shared;

    public PlanWiring(
            Vertx vertx, LimitsConfig config, ControlDatabase control, TenantDatabase tenantTables, Clock clock) {
        plans = new Plans(control);
        meters = new Meters(plans);
        calls = new ApiCalls(tenantTables, plans, clock);
        shared = config.redis().map(url -> new SharedRates(vertx, url));
        limits = new TenantLimits(
                plans,
                config.tenantRequests().map(all -> new Rate(all.perMinute(), all.burst())),
                shared.<RateLimits>map(rates -> rates).orElseGet(LocalRates::new),
                calls,
                clock);
    }

    public List<Chore> chores() {
        var second = Duration.ofSeconds(1);
        var chores = new ArrayList<>(List.of(
                Chore.first(second.multipliedBy(2), plans::reload, "The plans cannot be read anew"),
                Chore.first(second, calls::writeDue, "API calls cannot be written down, they are kept until they can")
                        .andAtEnd(calls::writeAll)));
        shared.ifPresent(rates -> chores.add(Chore.first(second, rates::check, "Redis is not asked")));
        return chores;
    }

    public Future<Void> close() {
        return shared.map(SharedRates::close).orElseGet(Future::succeededFuture);
    }

    public Feature feature() {
        return new PlanFeature(plans, meters, calls, limits);
    }
}

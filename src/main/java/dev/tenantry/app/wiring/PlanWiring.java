package dev.tenantry.app.wiring;

import dev.tenantry.feature.plan.PlanFeature;
import dev.tenantry.feature.plan.Plans;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.quota.Meters;
import dev.tenantry.platform.sql.ControlDatabase;
import java.time.Duration;
import java.util.List;

/** Plans, and the meters that keep to them. */
public final class PlanWiring {
    public final Plans plans;
    public final Meters meters;

    public PlanWiring(ControlDatabase control) {
        plans = new Plans(control);
        meters = new Meters(plans);
    }

    public List<Chore> chores() {
        return List.of(new Chore(Duration.ofSeconds(2), plans::reload, false, "The plans cannot be read anew"));
    }

    public Feature feature() {
        return new PlanFeature(plans, meters);
    }
}

package dev.tenantry.feature.plan;

import dev.tenantry.platform.quota.Meter;
import dev.tenantry.platform.quota.rate.Rate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every plan, the smallest first. What is null has no limit. */
record PlanList(List<Shown> plans) {

    record Shown(
            String name,
            String title,
            @Nullable Integer requestsPerMinute,
            @Nullable Integer burst,
            List<Limit> limits) {}

    /** @param says what is counted: {@code "products"} */
    record Limit(String meter, String says, @Nullable Long most) {}

    static PlanList of(Collection<Plan> plans, Collection<Meter> meters) {
        return new PlanList(plans.stream().map(plan -> shown(plan, meters)).toList());
    }

    private static Shown shown(Plan plan, Collection<Meter> meters) {
        return new Shown(
                plan.name(),
                plan.title(),
                plan.rate().map(Rate::perMinute).orElse(null),
                plan.rate().map(Rate::burst).orElse(null),
                meters.stream()
                        .map(meter -> new Limit(
                                meter.name(), meter.says(), plan.most(meter).orElse(null)))
                        .toList());
    }
}

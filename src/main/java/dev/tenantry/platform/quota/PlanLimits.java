package dev.tenantry.platform.quota;

import dev.tenantry.platform.quota.rate.Rate;
import java.util.Optional;

/** What plans allow, as this node knows it: at most some seconds old, and there without waiting. Implemented by feature.plan. */
public interface PlanLimits {

    /** How much of it a tenant of that plan may have; empty: as much as it likes. */
    Optional<Long> most(String plan, Meter meter);

    /** How fast a tenant of that plan may ask; empty: as fast as it likes. */
    Optional<Rate> rate(String plan);
}

package dev.tenantry.feature.plan;

import dev.tenantry.platform.quota.Meter;
import dev.tenantry.platform.quota.rate.Rate;
import java.util.Map;
import java.util.Optional;

/**
 * What a tenant can be allowed.
 *
 * @param rate how fast it may ask; empty: as fast as it likes
 * @param limits those that somebody has set, by the names of their meters; empty: as many as it likes
 */
record Plan(String name, String title, Optional<Rate> rate, Map<String, Optional<Long>> limits) {

    /** What has been set, or else what the meter says of itself. */
    Optional<Long> most(Meter meter) {
        return limits.getOrDefault(meter.name(), meter.mostOf(name));
    }
}

package dev.tenantry.feature.plan;

import dev.tenantry.platform.quota.rate.Rate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tenant has used of its plan. What is null has no limit. */
record Usage(String plan, @Nullable Requests requests, List<Metered> meters) {

    /** How fast it may ask. */
    record Requests(int perMinute, int burst) {
        static Requests of(Rate rate) {
            return new Requests(rate.perMinute(), rate.burst());
        }
    }

    /**
     * @param says what is counted: {@code "products"}
     * @param resetsAt when it is counted anew; null for what is counted as long as it is there
     */
    record Metered(
            String meter,
            String says,
            long used,
            @Nullable Long limit,
            @Nullable Instant resetsAt) {}
}

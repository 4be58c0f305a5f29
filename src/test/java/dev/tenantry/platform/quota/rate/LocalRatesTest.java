package dev.tenantry.platform.quota.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.tenancy.TenantId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalRatesTest {
    private static final Rate TEN_AND_FIVE = new Rate(10, 5);
    private final AtomicLong now = new AtomicLong();
    private final LocalRates rates = new LocalRates(now::get);
    private final TenantId tenant = new TenantId(UUID.randomUUID());

    @Test
    void letsNoMoreThroughThanTheRateHoweverLongATenantGoesOnAsking() {
        int through = 0;
        for (int minute = 0; minute < 60; minute++) {
            for (int n = 0; n < 30; n++) {
                through += rates.judge(tenant, TEN_AND_FIVE).allowed() ? 1 : 0;
                now.addAndGet(Duration.ofSeconds(2).toNanos());
            }
        }

        assertThat(through).isBetween(600, 606);
    }

    @Test
    void remembersATenantThatComesBackWithinTenMinutes() {
        // Full again only after half an hour.
        var slow = new Rate(1, 30);
        for (int minute = 0; minute < 100; minute += 9) {
            assertThat(taken(slow)).isEqualTo(minute == 0 ? 30 : 9);
            now.addAndGet(Duration.ofMinutes(9).toNanos());
        }
    }

    @Test
    void remembersATenantForTenMinutesAfterAnyOfItsRequests() {
        var slow = new Rate(1, 30);
        assertThat(taken(slow)).isEqualTo(30);
        now.addAndGet(Duration.ofSeconds(299).toNanos());
        assertThat(taken(slow)).isEqualTo(4);
        now.addAndGet(Duration.ofSeconds(599).toNanos());
        assertThat(taken(slow)).isEqualTo(10);
    }

    private int taken(Rate rate) {
        int taken = 0;
        while (rates.judge(tenant, rate).allowed()) {
            taken++;
        }
        return taken;
    }
}

package dev.tenantry.platform.config;

import dev.tenantry.platform.net.Network;
import java.time.Duration;
import java.util.List;

/**
 * How often something may be tried before the answer is 429.
 *
 * @param accountFailures wrong passwords for one account ({@code ACCOUNT_FAILURES} in {@code ACCOUNT_FAILURES_SECONDS})
 * @param clientFailures wrong secrets for one client, a minute ({@code CLIENT_FAILURES_PER_MINUTE})
 * @param addressFailures refused sign-ins and token requests of one address, a minute ({@code
 *     ADDRESS_FAILURES_PER_MINUTE})
 * @param addressRegistrations registrations of tenants and clients by one address, an hour ({@code
 *     ADDRESS_REGISTRATIONS_PER_HOUR})
 * @param sparedAddresses whose addresses are not counted ({@code ADDRESS_LIMITS_SPARE})
 */
public record LimitsConfig(
        Limit accountFailures,
        Limit clientFailures,
        Limit addressFailures,
        Limit addressRegistrations,
        List<Network> sparedAddresses) {

    /** So many in so much time. */
    public record Limit(int most, Duration window) {}

    private static final int MOST = 1_000_000;

    static LimitsConfig read(Settings settings) {
        return new LimitsConfig(
                new Limit(
                        settings.integer("ACCOUNT_FAILURES", 10, 1, MOST),
                        settings.seconds("ACCOUNT_FAILURES_SECONDS", Duration.ofMinutes(15), Duration.ofDays(1))),
                new Limit(settings.integer("CLIENT_FAILURES_PER_MINUTE", 12, 1, MOST), Duration.ofMinutes(1)),
                new Limit(settings.integer("ADDRESS_FAILURES_PER_MINUTE", 60, 1, MOST), Duration.ofMinutes(1)),
                new Limit(settings.integer("ADDRESS_REGISTRATIONS_PER_HOUR", 60, 1, MOST), Duration.ofHours(1)),
                settings.networks("ADDRESS_LIMITS_SPARE", "127.0.0.0/8, ::1"));
    }
}

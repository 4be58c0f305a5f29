package dev.tenantry.platform.config;

import dev.tenantry.platform.net.Network;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
 * @param tenantRequests how fast any tenant may ask, in the place of what its plan says ({@code RATE_LIMIT_PER_MINUTE}, {@code
 *     RATE_LIMIT_BURST})
 * @param redis where all nodes count the requests of a tenant together ({@code REDIS_URL}); empty: each for itself
 */
public record LimitsConfig(
        Limit accountFailures,
        Limit clientFailures,
        Limit addressFailures,
        Limit addressRegistrations,
        List<Network> sparedAddresses,
        Optional<Requests> tenantRequests,
        Optional<Secret> redis) {

    /** So many in so much time. */
    public record Limit(int most, Duration window) {}

    /** So many in a minute for long, and so many at once. */
    public record Requests(int perMinute, int burst) {}

    private static final Pattern REDIS_URL =
            Pattern.compile("rediss?://([^/@\\s]*@)?[^/@:\\s]+(:[0-9]{1,5})?(/[0-9]*)?");
    private static final int MOST = 1_000_000;

    static LimitsConfig read(Settings settings) {
        return new LimitsConfig(
                new Limit(
                        settings.integer("ACCOUNT_FAILURES", 10, 1, MOST),
                        settings.seconds("ACCOUNT_FAILURES_SECONDS", Duration.ofMinutes(15), Duration.ofDays(1))),
                new Limit(settings.integer("CLIENT_FAILURES_PER_MINUTE", 12, 1, MOST), Duration.ofMinutes(1)),
                new Limit(settings.integer("ADDRESS_FAILURES_PER_MINUTE", 60, 1, MOST), Duration.ofMinutes(1)),
                new Limit(settings.integer("ADDRESS_REGISTRATIONS_PER_HOUR", 60, 1, MOST), Duration.ofHours(1)),
                settings.networks("ADDRESS_LIMITS_SPARE", "127.0.0.0/8, ::1"),
                requests(settings),
                redis(settings));
    }

    private static Optional<Requests> requests(Settings settings) {
        var perMinute = settings.find("RATE_LIMIT_PER_MINUTE");
        var burst = settings.find("RATE_LIMIT_BURST");
        if (perMinute.isPresent() != burst.isPresent()) {
            settings.mistake(
                    perMinute.isPresent() ? "RATE_LIMIT_BURST" : "RATE_LIMIT_PER_MINUTE",
                    "must be set as well: how fast a tenant may ask is both");
        }
        return perMinute.map(set -> new Requests(
                settings.integer("RATE_LIMIT_PER_MINUTE", 1, 1, MOST),
                settings.integer("RATE_LIMIT_BURST", 1, 1, MOST)));
    }

    private static Optional<Secret> redis(Settings settings) {
        return settings.find("REDIS_URL")
                .filter(url -> {
                    var known = REDIS_URL.matcher(url).matches();
                    if (!known) {
                        settings.mistake("REDIS_URL", "must be an address such as redis://localhost:6379");
                    }
                    return known;
                })
                .map(Secret::new);
    }
}

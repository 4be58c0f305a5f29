package dev.tenantry.platform.quota;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * Every meter of the application, as its features declare them at start, and what each tenant has of them: exact, however
 * many add at once on however many nodes.
 */
public final class Meters {
    private final PlanLimits limits;
    private final UsageRepository rows = new UsageRepository();
    private final SortedMap<String, Meter> declared = new ConcurrentSkipListMap<>();

    public Meters(PlanLimits limits) {
        this.limits = limits;
    }

    /** The same one may be declared again, with the same meaning. */
    public void declare(Meter meter) {
        var before = declared.putIfAbsent(meter.name(), meter);
        if (before != null && !before.equals(meter)) {
            throw new StartupException("Two meters are called " + meter.name() + ": rename one of them.");
        }
    }

    /** By name. */
    public Collection<Meter> all() {
        return declared.values();
    }

    /**
     * Counts so many more, in the transaction that adds them: what is rolled back was not counted. Fails with {@code
     * PLAN_LIMIT} when the plan does not allow them. Nobody else of the tenant can take of the meter until the transaction
     * ends, so it had better end soon.
     */
    public Future<Void> take(Sql sql, TenantContext tenant, Meter meter, long amount) {
        var known = known(meter, amount);
        var most = limits.most(tenant.plan(), known).orElse(Long.MAX_VALUE);
        return rows.take(sql, known.name(), amount, most)
                .compose(taken -> taken.isPresent()
                        ? Future.succeededFuture()
                        : rows.used(sql, known.name())
                                .compose(used -> Future.failedFuture(reached(tenant, known, most, used))));
    }

    /** Counts so many fewer, in the transaction that takes them away. */
    public Future<Void> giveBack(Sql sql, TenantContext tenant, Meter meter, long amount) {
        return rows.giveBack(sql, known(meter, amount).name(), amount).mapEmpty();
    }

    /** What the tenant has of each meter, by name; what it never had is not there. */
    public Future<Map<String, Long>> used(Sql sql) {
        return rows.all(sql)
                .map(all -> all.stream()
                        .collect(Collectors.toMap(UsageRepository.Used::meter, UsageRepository.Used::used)));
    }

    private Meter known(Meter meter, long amount) {
        if (!meter.equals(declared.get(meter.name()))) {
            throw new IllegalStateException("Declare the meter " + meter.name() + " where the feature contributes");
        }
        if (amount < 0) {
            throw new IllegalArgumentException("Fewer than none: " + amount);
        }
        return meter;
    }

    private static AppException reached(TenantContext tenant, Meter meter, long most, long used) {
        return new AppException(
                ErrorCode.PLAN_LIMIT,
                "The plan %s allows %d %s; there are %d".formatted(tenant.plan(), most, meter.says(), used),
                details(tenant, meter, most, used));
    }

    /** What a limit that was reached says of itself, for programs to read. */
    static List<ErrorDetail> details(TenantContext tenant, Meter meter, long most, long used) {
        return List.of(
                new ErrorDetail("meter", meter.name()),
                new ErrorDetail("plan", tenant.plan()),
                new ErrorDetail("limit", String.valueOf(most)),
                new ErrorDetail("usage", String.valueOf(used)));
    }
}

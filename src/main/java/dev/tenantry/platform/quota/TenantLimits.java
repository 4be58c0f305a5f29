package dev.tenantry.platform.quota;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import dev.tenantry.platform.quota.rate.Rate;
import dev.tenantry.platform.quota.rate.RateLimits;
import dev.tenantry.platform.quota.rate.Verdict;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How fast and how often a tenant's people and applications may ask, by its plan. The operators' tenant may always. */
public final class TenantLimits {
    private static final String REQUESTS = "requests";
    private final PlanLimits plans;
    private final Optional<Rate> sameForAll;
    private final RateLimits rates;
    private final ApiCalls calls;
    private final Clock clock;

    /** @param sameForAll a rate in the place of every plan's own */
    public TenantLimits(PlanLimits plans, Optional<Rate> sameForAll, RateLimits rates, ApiCalls calls, Clock clock) {
        this.plans = plans;
        this.sameForAll = sameForAll;
        this.rates = rates;
        this.calls = calls;
        this.clock = clock;
    }

    /** Counts one request of the tenant. What comes too fast is no call. */
    public Future<Admission> admit(TenantContext tenant) {
        if (tenant.slug().equals(TenantSlug.OPERATOR)) {
            return Future.succeededFuture(new Admission(List.of(), Optional.empty()));
        }
        return rate(tenant)
                .map(rate -> rates.take(tenant.id(), rate)
                        .compose(verdict -> verdict.allowed()
                                ? counted(tenant, List.of(standing(rate, verdict)))
                                : Future.succeededFuture(tooFast(tenant, rate, verdict))))
                .orElseGet(() -> counted(tenant, List.of()));
    }

    /** How fast the tenant may ask; empty: as fast as it likes. */
    public Optional<Rate> rate(TenantContext tenant) {
        return sameForAll.or(() -> plans.rate(tenant.plan()));
    }

    private Future<Admission> counted(TenantContext tenant, List<Standing> standings) {
        return calls.count(tenant)
                .map(before -> plans.most(tenant.plan(), ApiCalls.METER)
                        .map(most -> counted(tenant, standings, most, before))
                        .orElseGet(() -> new Admission(standings, Optional.empty())));
    }

    private Admission counted(TenantContext tenant, List<Standing> standings, long most, long before) {
        var month = calls.now();
        var left = Duration.between(clock.instant(), month.end()).plusSeconds(1);
        var all = new ArrayList<>(standings);
        all.add(new Standing(
                ApiCalls.METER.name(), most, month.seconds(), Math.max(0, most - before - 1), left.toSeconds()));
        return new Admission(
                all, before < most ? Optional.empty() : Optional.of(usedUp(tenant, most, before, left, month.end())));
    }

    private static AppException usedUp(TenantContext tenant, long most, long used, Duration left, Instant ends) {
        var details = new ArrayList<>(Meters.details(tenant, ApiCalls.METER, most, used));
        details.add(new ErrorDetail("resets_at", ends.toString()));
        return new AppException(
                ErrorCode.QUOTA_EXCEEDED,
                "The plan %s allows %d %s, and they are used up".formatted(tenant.plan(), most, ApiCalls.METER.says()),
                details,
                left);
    }

    private static Standing standing(Rate rate, Verdict verdict) {
        return new Standing(REQUESTS, rate.burst(), rate.burstSeconds(), verdict.left(), verdict.fullSeconds());
    }

    private static Admission tooFast(TenantContext tenant, Rate rate, Verdict verdict) {
        var refusal = new AppException(
                ErrorCode.RATE_LIMITED,
                "Too fast: the plan %s allows %d requests a minute, and %d at once"
                        .formatted(tenant.plan(), rate.perMinute(), rate.burst()),
                List.of(
                        new ErrorDetail("plan", tenant.plan()),
                        new ErrorDetail("requests_per_minute", String.valueOf(rate.perMinute())),
                        new ErrorDetail("burst", String.valueOf(rate.burst()))),
                verdict.retryAfter());
        return new Admission(List.of(standing(rate, verdict)), Optional.of(refusal));
    }
}

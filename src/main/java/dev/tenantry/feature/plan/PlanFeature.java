package dev.tenantry.feature.plan;

import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.quota.ApiCalls;
import dev.tenantry.platform.quota.Meter;
import dev.tenantry.platform.quota.Meters;
import dev.tenantry.platform.quota.TenantLimits;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Plans, and what a tenant has used of its own. */
public final class PlanFeature implements Feature {
    private static final Permission READ = Permission.read("plan.read", Role.VIEWER);
    private static final Permission USAGE = Permission.read("usage.read", Role.ADMIN);
    private final Plans plans;
    private final Meters meters;
    private final ApiCalls calls;
    private final TenantLimits limits;

    public PlanFeature(Plans plans, Meters meters, ApiCalls calls, TenantLimits limits) {
        this.plans = plans;
        this.meters = meters;
        this.calls = calls;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public void contribute(Contribution to) {
        to.meter(ApiCalls.METER);
        to.inBrowser()
                .get("/api/v1/plans", READ, Answer.one(PlanList.class, "Every plan and what it allows"), this::list);
        to.inBrowser()
                .get(
                        "/api/v1/usage",
                        USAGE,
                        Answer.one(Usage.class, "What the tenant has used of its plan"),
                        this::usage);
    }

    private Future<Reply> list(TenantCall<Nothing> call) {
        return Future.succeededFuture(Reply.ok(PlanList.of(plans.all(), meters.all())));
    }

    private Future<Reply> usage(TenantCall<Nothing> call) {
        var tenant = call.tenant();
        return meters.used(call.sql())
                .compose(used -> calls.used(tenant)
                        .map(made -> Reply.ok(new Usage(
                                tenant.plan(),
                                limits.rate(tenant).map(Usage.Requests::of).orElse(null),
                                meters.all().stream()
                                        .map(meter -> meter.equals(ApiCalls.METER)
                                                ? shown(tenant.plan(), meter, made, monthsEnd())
                                                : shown(
                                                        tenant.plan(),
                                                        meter,
                                                        used.getOrDefault(meter.name(), 0L),
                                                        null))
                                        .toList()))));
    }

    private Usage.Metered shown(String plan, Meter meter, long used, @Nullable Instant resetsAt) {
        return new Usage.Metered(
                meter.name(), meter.says(), used, plans.most(plan, meter).orElse(null), resetsAt);
    }

    private Instant monthsEnd() {
        return calls.month().plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

package dev.tenantry.feature.plan;

import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.quota.Meters;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import io.vertx.core.Future;

/** Plans, and what a tenant has used of its own. */
public final class PlanFeature implements Feature {
    private static final Permission READ = Permission.read("plan.read", Role.VIEWER);
    private final Plans plans;
    private final Meters meters;

    public PlanFeature(Plans plans, Meters meters) {
        this.plans = plans;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public void contribute(Contribution to) {
        to.inBrowser()
                .get("/api/v1/plans", READ, Answer.one(PlanList.class, "Every plan and what it allows"), this::list);
    }

    private Future<Reply> list(TenantCall<Nothing> call) {
        return Future.succeededFuture(Reply.ok(PlanList.of(plans.all(), meters.all())));
    }
}

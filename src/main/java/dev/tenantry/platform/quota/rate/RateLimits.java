package dev.tenantry.platform.quota.rate;

import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;

/** Tells for each request whether its tenant asks too fast. */
public interface RateLimits {

    /** Counts one request; never fails. */
    Future<Verdict> take(TenantId tenant, Rate rate);
}

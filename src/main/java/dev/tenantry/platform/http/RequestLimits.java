package dev.tenantry.platform.http;

import dev.tenantry.platform.quota.AddressLimits;
import dev.tenantry.platform.quota.Admission;
import dev.tenantry.platform.quota.Standing;
import dev.tenantry.platform.quota.TenantLimits;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** Who asks too much: an address, before anything is looked at, and a tenant, as soon as it is known who asks. */
public final class RequestLimits {
    private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final CharSequence LEFT = HttpHeaders.createOptimized("RateLimit");
    private final AddressLimits addresses;
    private final Optional<TenantLimits> tenants;

    public RequestLimits(AddressLimits addresses, TenantLimits tenants) {
        this(addresses, Optional.of(tenants));
    }

    private RequestLimits(AddressLimits addresses, Optional<TenantLimits> tenants) {
        this.addresses = addresses;
        this.tenants = tenants;
    }

    /** For a server without tenants, where nothing is counted. */
    static RequestLimits none() {
        return new RequestLimits(AddressLimits.none(), Optional.empty());
    }

    AddressLimits addresses() {
        return addresses;
    }

    /** Fails when the tenant has asked too much; what its limits are is told either way. */
    Future<Void> admit(TenantContext tenant, MultiMap answerHeaders) {
        return tenants.map(limits -> limits.admit(tenant)
                        .onSuccess(admission -> tell(admission.standings(), answerHeaders))
                        .compose(RequestLimits::judge))
                .orElseGet(Future::succeededFuture);
    }

    private static Future<Void> judge(Admission admission) {
        return admission.refusal().<Future<Void>>map(Future::failedFuture).orElseGet(Future::succeededFuture);
    }

    /** By draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4. */
    private static void tell(List<Standing> standings, MultiMap headers) {
        if (!standings.isEmpty()) {
            var policy = new StringBuilder(64);
            var left = new StringBuilder(64);
            for (var one : standings) {
                add(policy, one.limit(), ";q=", one.most(), ";w=", one.windowSeconds());
                add(left, one.limit(), ";r=", one.left(), ";t=", one.resetSeconds());
            }
            headers.set(POLICY, policy);
            headers.set(LEFT, left);
        }
    }

    private static void add(StringBuilder list, String name, String first, long is, String second, long that) {
        list.append(list.isEmpty() ? "\"" : ", \"")
                .append(name)
                .append('"')
                .append(first)
                .append(is)
                .append(second)
                .append(that);
    }
}

package dev.tenantry.feature.tenant;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** Reading about tenants. */
final class TenantRoutes {
    private static final String OPERATOR = "operator";
    private final Tenants tenants;
    private final URI issuer;

    TenantRoutes(Tenants tenants, URI issuer) {
        this.tenants = tenants;
        this.issuer = issuer;
    }

    Future<Reply> info(Call<Nothing> call) {
        return tenants.find(call.tenant().slug())
                .map(found -> found.orElseThrow(() -> new AppException(ErrorCode.TENANT_NOT_FOUND)))
                .map(tenant -> Reply.ok(new Info(
                        tenant.id().value(),
                        tenant.slug().value(),
                        tenant.name(),
                        tenant.status().wire(),
                        issuer + "/tenants/" + tenant.slug(),
                        tenant.createdAt())));
    }

    Future<Reply> list(Call<Nothing> call) {
        var wanted = call.page();
        return tenants.page(wanted.before(), wanted.fetch())
                .map(rows -> rows.stream().map(Listed::of).toList())
                .map(rows -> Reply.ok(Page.of(rows, wanted, Listed::id)));
    }

    /** In production the list is for operators: the people of the tenant of that name. */
    Future<Reply> listForOperators(Call<Nothing> call) {
        return call.tenant().slug().value().equals(OPERATOR)
                ? list(call)
                : Future.failedFuture(new AppException(ErrorCode.PERMISSION_DENIED, "Only operators see all tenants"));
    }

    /** {@code issuer} is where the tenant's tokens come from. */
    record Info(UUID id, String slug, String name, String status, String issuer, Instant createdAt) {}

    record Listed(UUID id, String slug, String name, String status, String plan, Instant createdAt) {
        static Listed of(Tenant tenant) {
            return new Listed(
                    tenant.id().value(),
                    tenant.slug().value(),
                    tenant.name(),
                    tenant.status().wire(),
                    tenant.plan(),
                    tenant.createdAt());
        }
    }
}

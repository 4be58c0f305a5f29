package dev.tenantry.feature.audit;

import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tenants of this installation, for whoever looks after all their trails. */
public interface AllTenants {

    /** Those whose ids sort before the given one, in descending order. */
    Future<List<TenantContext>> before(UUID id, int most);

    Future<Optional<TenantContext>> find(TenantSlug slug);
}

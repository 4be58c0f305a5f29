package dev.tenantry.platform.tenancy;

import io.vertx.core.Future;
import java.util.Optional;

/** How the edge learns which tenant a slug names. Implemented by feature.tenant. */
public interface TenantLookup {

    /** The tenant of that slug, whatever its status; empty when there is none. */
    Future<Optional<TenantContext>> bySlug(TenantSlug slug);
}

package dev.tenantry.platform.security;

import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;

/** How the edge turns a credential into a principal of a tenant. Implemented by feature.oauth and feature.access. */
public interface TokenVerifier {

    /**
     * Fails with {@code INVALID_TOKEN} for whatever is not a live credential of exactly this tenant. The tenant is never
     * taken from the credential.
     */
    Future<Principal> verify(TenantContext tenant, String credential);
}

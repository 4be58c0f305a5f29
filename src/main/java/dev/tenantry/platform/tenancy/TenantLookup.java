package dev.tenantry.platform.tenancy;

import io.vertx.core.Future;
import java.util.Optional;

/** How the edge learns which tenant a slug or a host names. Implemented by feature.tenant. */
public interface TenantLookup {
    /** For a server without tenants. */
    TenantLookup NONE = new TenantLookup() {
        @Override
        public Future<Optional<TenantContext>> bySlug(TenantSlug slug) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<Optional<TenantContext>> byDomain(String host) {
            return Future.succeededFuture(Optional.empty());
        }
    };

    /** The tenant of that slug, suspended or not; empty when there is none. */
    Future<Optional<TenantContext>> bySlug(TenantSlug slug);

    /**
     * The tenant that has shown that the domain is its own; empty for any other host.
     *
     * @param host in lower case, without a port
     */
    Future<Optional<TenantContext>> byDomain(String host);
}

package dev.tenantry.platform.http;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantLookup;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which tenant a request is about: header {@code X-Tenant-Slug}, subdomain of the base domain, or path. All that
 * name one have to agree.
 */
public final class TenantContextHandler {
    static final String HEADER = "X-Tenant-Slug";
    private final TenantLookup tenants;
    private final String domainSuffix;

    /** @param baseDomain empty when subdomains name no tenants */
    public TenantContextHandler(TenantLookup tenants, String baseDomain) {
        this.tenants = tenants;
        this.domainSuffix = baseDomain.isEmpty() ? "" : "." + baseDomain;
    }

    Future<TenantContext> resolve(HttpServerRequest request, @Nullable String pathSlug) {
        var named = named(request, pathSlug);
        if (named.isEmpty()) {
            return Future.failedFuture(new AppException(ErrorCode.TENANT_REQUIRED));
        }
        if (named.size() > 1) {
            return Future.failedFuture(new AppException(ErrorCode.TENANT_CONFLICT));
        }
        return TenantSlug.parse(named.iterator().next())
                .map(tenants::bySlug)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> found.orElseThrow(() -> new AppException(ErrorCode.TENANT_NOT_FOUND)))
                .map(TenantContextHandler::active);
    }

    /** Whether the request names a tenant at all. */
    boolean isNamed(HttpServerRequest request, @Nullable String pathSlug) {
        return !named(request, pathSlug).isEmpty();
    }

    private Set<String> named(HttpServerRequest request, @Nullable String pathSlug) {
        var named = new LinkedHashSet<String>(request.headers().getAll(HEADER));
        subdomain(request).ifPresent(named::add);
        if (pathSlug != null) {
            named.add(pathSlug);
        }
        return named;
    }

    /** {@code acme} of {@code acme.example.com}. Reserved words such as www and api are ours and name no tenant. */
    private Optional<String> subdomain(HttpServerRequest request) {
        var authority = request.authority();
        if (domainSuffix.isEmpty() || authority == null) {
            return Optional.empty();
        }
        var host = authority.host().toLowerCase(Locale.ROOT);
        if (!host.endsWith(domainSuffix)) {
            return Optional.empty();
        }
        var label = host.substring(0, host.length() - domainSuffix.length());
        return TenantSlug.isReserved(label) ? Optional.empty() : Optional.of(label);
    }

    private static TenantContext active(TenantContext tenant) {
        if (tenant.status() == TenantStatus.SUSPENDED) {
            throw new AppException(ErrorCode.TENANT_SUSPENDED);
        }
        return tenant;
    }
}

package dev.tenantry.platform.http;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.net.Network;
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
 * Finds out which tenant a request is about: header {@code X-Tenant-Slug}, subdomain of the base domain, a domain of the
 * tenant's own, or path. All that name one have to agree.
 */
public final class TenantContextHandler {
    static final String HEADER = "X-Tenant-Slug";
    private final TenantLookup tenants;
    private final String baseDomain;

    /** @param baseDomain empty when subdomains name no tenants */
    public TenantContextHandler(TenantLookup tenants, String baseDomain) {
        this.tenants = tenants;
        this.baseDomain = baseDomain;
    }

    Future<TenantContext> resolve(HttpServerRequest request, @Nullable String pathSlug) {
        var named = new LinkedHashSet<String>(request.headers().getAll(HEADER));
        if (pathSlug != null) {
            named.add(pathSlug);
        }
        var authority = request.authority();
        var host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
        if (isOurs(host)) {
            subdomain(host).ifPresent(named::add);
            return one(named);
        }
        return ofDomain(host)
                .onSuccess(found ->
                        found.ifPresent(tenant -> named.add(tenant.slug().value())))
                .compose(found -> one(named));
    }

    private Future<TenantContext> one(Set<String> named) {
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

    /** The base domain and what is below it: nobody else can have that. */
    private boolean isOurs(String host) {
        return !baseDomain.isEmpty() && (host.equals(baseDomain) || host.endsWith("." + baseDomain));
    }

    /** {@code acme} of {@code acme.example.com}. Reserved words such as www and api are ours and name no tenant. */
    private Optional<String> subdomain(String host) {
        return Optional.of(host)
                .filter(name -> name.length() > baseDomain.length())
                .map(name -> name.substring(0, name.length() - baseDomain.length() - 1))
                .filter(label -> !TenantSlug.isReserved(label));
    }

    /** Of a name with a dot in it that is no address; nobody can have another one for their own. */
    private Future<Optional<TenantContext>> ofDomain(String host) {
        var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.indexOf('.') < 0 || Network.address(name).isPresent()
                ? Future.succeededFuture(Optional.empty())
                : tenants.byDomain(name);
    }

    private static TenantContext active(TenantContext tenant) {
        if (tenant.status() == TenantStatus.SUSPENDED) {
            throw new AppException(ErrorCode.TENANT_SUSPENDED);
        }
        return tenant;
    }
}

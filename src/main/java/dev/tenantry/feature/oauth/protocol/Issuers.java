package dev.tenantry.feature.oauth.protocol;

import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.tenancy.TenantContext;
import java.net.URI;

/** Each tenant is an issuer of its own; its name comes from the configuration, never from a request's headers. */
public final class Issuers {
    private final URI base;
    private final String tenants;

    public Issuers(URI base) {
        this.base = base;
        this.tenants = base + "/tenants/";
    }

    public String of(TenantContext tenant) {
        return tenants + tenant.slug();
    }

    /** Where a tenant's metadata is found by path insertion (RFC 8414, section 3.1). */
    public String inserted(String wellKnown) {
        return wellKnown + base.getRawPath() + Route.underTenant(Route.SLUG, "");
    }
}

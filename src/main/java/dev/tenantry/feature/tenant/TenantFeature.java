package dev.tenantry.feature.tenant;

import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import io.vertx.core.http.HttpMethod;
import java.net.URI;

/** Tenants and their status. */
public final class TenantFeature implements Feature {
    private static final Permission LIST = Permission.admin("tenant.list", Role.ADMIN);
    private static final Answer LISTED = Answer.page(TenantRoutes.Listed.class, "All tenants, newest first");
    private final TenantRoutes routes;
    private final boolean openList;

    /** @param openList whether anybody may list all tenants, as development allows */
    public TenantFeature(Tenants tenants, URI issuer, boolean openList) {
        this.routes = new TenantRoutes(tenants, issuer);
        this.openList = openList;
    }

    @Override
    public String name() {
        return "tenant";
    }

    @Override
    public void contribute(Contribution to) {
        to.route(new Route<>(
                HttpMethod.GET,
                "/tenants/info",
                new Access.Visitor(),
                RequestBody.NONE,
                Answer.one(TenantRoutes.Info.class, "The tenant that is named"),
                routes::info));
        to.route(
                openList
                        ? new Route<>(
                                HttpMethod.GET,
                                "/tenants/list",
                                new Access.Everyone(),
                                RequestBody.NONE,
                                LISTED,
                                routes::list)
                        : new Route<>(
                                HttpMethod.GET,
                                "/tenants/list",
                                new Access.RequirePermission(LIST),
                                RequestBody.NONE,
                                LISTED,
                                routes::listForOperators));
    }
}

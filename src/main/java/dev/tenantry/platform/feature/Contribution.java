package dev.tenantry.platform.feature;

import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.RequestBody;
import dev.tenantry.platform.http.RequestBody.Nothing;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.sql.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/** What features add to the application. A route is declared with the permission it needs, and there is no way without. */
public final class Contribution {
    private final TenantDatabase database;
    private final List<Route<?>> routes = new ArrayList<>();

    public Contribution(TenantDatabase database) {
        this.database = database;
    }

    /** What a feature does with a call that may be made; the call carries the tenant's SQL. */
    @FunctionalInterface
    public interface Handler<B> {
        Future<Reply> handle(TenantCall<B> call);
    }

    public void get(String path, Permission permission, Handler<Nothing> handler) {
        add(HttpMethod.GET, path, permission, RequestBody.NONE, handler);
    }

    public <B> void post(String path, Permission permission, Class<B> body, Handler<B> handler) {
        add(HttpMethod.POST, path, permission, RequestBody.json(body), handler);
    }

    public <B> void put(String path, Permission permission, Class<B> body, Handler<B> handler) {
        add(HttpMethod.PUT, path, permission, RequestBody.json(body), handler);
    }

    public <B> void patch(String path, Permission permission, Class<B> body, Handler<B> handler) {
        add(HttpMethod.PATCH, path, permission, RequestBody.json(body), handler);
    }

    public void delete(String path, Permission permission, Handler<Nothing> handler) {
        add(HttpMethod.DELETE, path, permission, RequestBody.NONE, handler);
    }

    /** A route with an access of its own; its handler gets no SQL from here. */
    public void route(Route<?> route) {
        routes.add(route);
    }

    private <B> void add(
            HttpMethod method, String path, Permission permission, RequestBody<B> body, Handler<B> handler) {
        route(new Route<>(
                method,
                path,
                new Access.RequirePermission(permission),
                body,
                call -> handler.handle(new TenantCall<>(call, database.of(call.tenant())))));
    }

    /** Every route of the application, in the order they were declared. */
    public List<Route<?>> routes() {
        return List.copyOf(routes);
    }
}

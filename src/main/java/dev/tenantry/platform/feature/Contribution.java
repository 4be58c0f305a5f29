package dev.tenantry.platform.feature;

import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.quota.Meter;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What features add to the application. A route is declared with the permission it needs, and there is no way without. What
 * changes something is one transaction, and the audit trail tells of it in the same one.
 */
public final class Contribution {
    private final Changes changes;
    private final Function<TenantContext, Sql> door;
    private final boolean inBrowser;
    private final List<Route<?>> routes;

    /** @param door to the tables the routes work with */
    public Contribution(Changes changes, Function<TenantContext, Sql> door) {
        this(changes, door, false, new ArrayList<>());
    }

    private Contribution(Changes changes, Function<TenantContext, Sql> door, boolean inBrowser, List<Route<?>> routes) {
        this.changes = changes;
        this.door = door;
        this.inBrowser = inBrowser;
        this.routes = routes;
    }

    /** What a feature does with a call that may be made; the call carries the tenant's SQL. */
    @FunctionalInterface
    public interface Handler<B> {
        Future<Reply> handle(TenantCall<B> call);
    }

    /** The same place for routes that work with other tables. */
    public Contribution through(Function<TenantContext, Sql> other) {
        return new Contribution(changes, other, inBrowser, routes);
    }

    /** The same place for routes that take the session cookie of a browser as well. */
    public Contribution inBrowser() {
        return new Contribution(changes, door, true, routes);
    }

    public void get(String path, Permission permission, Answer answer, Handler<Nothing> handler) {
        declare(permission);
        route(new Route<>(
                HttpMethod.GET,
                path,
                new Access.RequirePermission(permission, inBrowser),
                RequestBody.NONE,
                answer,
                call -> handler.handle(new TenantCall<>(call, door.apply(call.tenant())))));
    }

    public <B> void post(String path, Permission permission, Class<B> body, Answer answer, Handler<B> handler) {
        change(HttpMethod.POST, path, permission, RequestBody.json(body), answer.repeatable(), handler);
    }

    public <B> void put(String path, Permission permission, Class<B> body, Answer answer, Handler<B> handler) {
        change(HttpMethod.PUT, path, permission, RequestBody.json(body), answer, handler);
    }

    public <B> void patch(String path, Permission permission, Class<B> body, Answer answer, Handler<B> handler) {
        change(HttpMethod.PATCH, path, permission, RequestBody.json(body), answer, handler);
    }

    public void delete(String path, Permission permission, Answer answer, Handler<Nothing> handler) {
        change(HttpMethod.DELETE, path, permission, RequestBody.NONE, answer, handler);
    }

    /** A route with an access of its own; its handler gets no SQL from here, and tells the trail itself. */
    public void route(Route<?> route) {
        if (route.access() instanceof Access.RequirePermission needs) {
            declare(needs.permission());
        }
        routes.add(route);
    }

    /** A permission that is asked for elsewhere than at a route. */
    public void declare(Permission permission) {
        changes.permissions().declare(permission);
    }

    /** Something that the plans limit; {@link TenantCall#take} counts it. */
    public void meter(Meter meter) {
        changes.meters().declare(meter);
    }

    private <B> void change(
            HttpMethod method,
            String path,
            Permission permission,
            RequestBody<B> body,
            Answer answer,
            Handler<B> handler) {
        var change = new Change(method, path, permission, answer);
        route(new Route<>(
                method,
                path,
                new Access.RequirePermission(permission, inBrowser),
                body,
                answer,
                call -> changes.make(door.apply(call.tenant()), call, change, handler)));
    }

    /** Every route of the application, in the order they were declared. */
    public List<Route<?>> routes() {
        return List.copyOf(routes);
    }
}

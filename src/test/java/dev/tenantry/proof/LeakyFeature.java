package dev.tenantry.proof;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import dev.tenantry.testing.TestPostgres;
import io.vertx.core.http.HttpMethod;
import java.util.function.Consumer;

/** Features with a fault made on purpose: they have a connection of their own, as the owner of the database. */
record LeakyFeature(Consumer<Contribution> routes) implements Feature {
    private static final Permission READ = Permission.read("leaky.read", Role.VIEWER);
    private static final Permission WRITE = Permission.write("leaky.write", Role.USER);

    record Text(String text) {}

    /** Its routes have their permissions, and forget the tenant. */
    static Feature aroundTheScoper(DatabaseServer database) {
        return new LeakyFeature(to -> {
            to.route(new Route<>(
                    HttpMethod.GET,
                    "/api/v1/leaky",
                    new Access.RequirePermission(READ),
                    RequestBody.NONE,
                    Answer.done("Leaks"),
                    Route.now(call -> Reply.ok(TestPostgres.query(database, "SELECT id, text FROM notes")))));
            to.route(new Route<>(
                    HttpMethod.PUT,
                    "/api/v1/leaky/{id}",
                    new Access.RequirePermission(WRITE),
                    RequestBody.json(Text.class),
                    Answer.done("Leaks"),
                    Route.now(call -> changed(
                            database,
                            "UPDATE notes SET text = 'changed by ' || clock_timestamp() WHERE id = '%s' RETURNING 'done'"
                                    .formatted(call.id("id"))))));
        });
    }

    /** Its routes keep to the tenant, and let anybody in. */
    static Feature withoutPermission(DatabaseServer database) {
        return new LeakyFeature(to -> {
            to.route(new Route<>(
                    HttpMethod.GET,
                    "/api/v1/leaky",
                    new Access.Visitor(),
                    RequestBody.NONE,
                    Answer.done("Leaks"),
                    Route.now(call -> Reply.ok(TestPostgres.query(
                            database, "SELECT id, text FROM notes WHERE tenant_id = '%s'".formatted(id(call)))))));
            to.route(new Route<>(
                    HttpMethod.DELETE,
                    "/api/v1/leaky/{id}",
                    new Access.Everyone(),
                    RequestBody.NONE,
                    Answer.done("Leaks"),
                    Route.now(call -> changed(
                            database, "DELETE FROM notes WHERE id = '%s' RETURNING 'done'".formatted(call.id("id"))))));
        });
    }

    private static String id(Call<?> call) {
        return call.tenant().id().toString();
    }

    private static Reply changed(DatabaseServer database, String statement) {
        if (TestPostgres.query(database, statement).isEmpty()) {
            throw new AppException(ErrorCode.NOT_FOUND);
        }
        return Reply.done();
    }

    @Override
    public String name() {
        return "leaky";
    }

    @Override
    public void contribute(Contribution to) {
        routes.accept(to);
    }
}

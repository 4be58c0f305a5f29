package dev.tenantry.bench.server;

import dev.tenantry.Tenantry;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The product's own application with one route more: it reads what {@code /api/v1/products/{id}} reads, behind the same checks
 * and with the tenant in its statement, but past row security. The product has no such switch, so this is a feature that goes
 * its own way to PostgreSQL.
 */
public final class PredicateOnly implements Feature {
    /** What an id is put behind. */
    public static final String PATH = "/api/v1/bare-products/";

    private static final Permission READ = Permission.read("product.read", Role.VIEWER);
    private final PgConnectOptions database;
    /** Of each event loop; a request has a context of its own, which is none. */
    private final Map<Thread, SqlClient> clients = new ConcurrentHashMap<>();

    private PredicateOnly(PgConnectOptions database) {
        this.database = database;
    }

    record Product(
            UUID id, String sku, String name, long priceCents, int version, Instant createdAt, Instant updatedAt) {}

    /** Settings are the product's own variables. */
    public static void main(String[] arguments) {
        var environment = System.getenv();
        var database = new PgConnectOptions()
                .setHost(environment.get("POSTGRES_HOST"))
                .setPort(Integer.parseInt(environment.get("POSTGRES_PORT")))
                .setDatabase(environment.get("POSTGRES_DB"))
                .setUser(environment.get("POSTGRES_USER"))
                .setPassword(environment.get("POSTGRES_PASSWORD"))
                .setCachePreparedStatements(true)
                .setPipeliningLimit(Floor.PIPELINED);
        Tenantry.start(new PredicateOnly(database))
                .onSuccess(ready -> System.out.println("The predicate is ready."))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    @Override
    public String name() {
        return "predicate_only";
    }

    @Override
    public void contribute(Contribution to) {
        to.get(
                PATH + "{id}",
                READ,
                Answer.one(Product.class, "One product, without row security").versioned(),
                this::get);
    }

    private Future<Reply> get(TenantCall<Nothing> call) {
        var vertx = Vertx.currentContext().owner();
        return clients.computeIfAbsent(Thread.currentThread(), loop -> Floor.pipelined(vertx, database))
                .preparedQuery(Floor.GET)
                .execute(Tuple.of(call.tenant().id().value(), call.id("id")))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw new AppException(ErrorCode.NOT_FOUND);
                    }
                    var product = read(rows.iterator().next());
                    return Reply.ok(product).versioned(product.version());
                });
    }

    private static Product read(Row row) {
        return new Product(
                row.getUUID("id"),
                row.getString("sku"),
                row.getString("name"),
                row.getLong("price_cents"),
                row.getInteger("version"),
                row.get(OffsetDateTime.class, "created_at").toInstant(),
                row.get(OffsetDateTime.class, "updated_at").toInstant());
    }
}

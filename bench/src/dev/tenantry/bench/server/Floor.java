package dev.tenantry.bench.server;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * As little as can be between HTTP and PostgreSQL: a router and one prepared statement with the tenant and the id, past row
 * security. Nobody is asked who they are.
 */
public final class Floor extends VerticleBase {
    static final int PIPELINED = 256;
    private static final String COLUMNS = "id, sku, name, price_cents, version, created_at, updated_at";
    static final String GET =
            "SELECT " + COLUMNS + " FROM products WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL";
    private static final String LIST = "SELECT " + COLUMNS
            + " FROM products WHERE tenant_id = $1 AND deleted_at IS NULL ORDER BY id DESC LIMIT 20";
    private static final String INSERT =
            "INSERT INTO products (tenant_id, id, sku, name, price_cents) VALUES ($1, $2, $3, $4, $5) RETURNING "
                    + COLUMNS;

    private final int port;
    private final PgConnectOptions database;
    private final Pool pool;
    private @Nullable SqlClient client;

    private Floor(int port, PgConnectOptions database, Pool pool) {
        this.port = port;
        this.database = database;
        this.pool = pool;
    }

    /** Arguments: port, event loops, connections of each loop, connections of the pool, and where PostgreSQL is. */
    public static void main(String[] arguments) {
        var port = Integer.parseInt(arguments[0]);
        var loops = Integer.parseInt(arguments[1]);
        var database = database(arguments);
        var vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        var pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(Integer.parseInt(arguments[2])))
                .connectingTo(database)
                .using(vertx)
                .build();
        vertx.deployVerticle(() -> new Floor(port, database, pool), new DeploymentOptions().setInstances(loops))
                .onSuccess(ready -> System.out.println("The floor is ready."))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private static PgConnectOptions database(String[] arguments) {
        return new PgConnectOptions()
                .setHost(arguments[3])
                .setPort(Integer.parseInt(arguments[4]))
                .setDatabase(arguments[5])
                .setUser(arguments[6])
                .setPassword(System.getenv("FLOOR_PASSWORD"))
                .setCachePreparedStatements(true)
                .setPipeliningLimit(PIPELINED);
    }

    @Override
    public Future<?> start() {
        var pipelined = pipelined(vertx, database);
        client = pipelined;
        var router = Router.router(vertx);
        router.get("/items/:tenant/:id").handler(context -> one(context, pipelined));
        router.get("/items/:tenant").handler(context -> list(context, pipelined));
        router.post("/items/:tenant").handler(this::create);
        return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
    }

    /** For the event loop that calls it. */
    static SqlClient pipelined(Vertx vertx, PgConnectOptions database) {
        return PgBuilder.client()
                .with(new PoolOptions().setMaxSize(2).setShared(false))
                .connectingTo(database)
                .using(vertx)
                .build();
    }

    private static void one(RoutingContext context, SqlClient client) {
        client.preparedQuery(GET)
                .execute(Tuple.of(
                        UUID.fromString(context.pathParam("tenant")), UUID.fromString(context.pathParam("id"))))
                .onFailure(context::fail)
                .onSuccess(rows -> {
                    if (rows.size() == 0) {
                        context.fail(404);
                    } else {
                        answer(context, 200, json(rows.iterator().next()));
                    }
                });
    }

    private static void list(RoutingContext context, SqlClient client) {
        client.preparedQuery(LIST)
                .execute(Tuple.of(UUID.fromString(context.pathParam("tenant"))))
                .onFailure(context::fail)
                .onSuccess(rows -> {
                    var items = new JsonArray();
                    rows.forEach(row -> items.add(json(row)));
                    answer(context, 200, new JsonObject().put("items", items));
                });
    }

    private void create(RoutingContext context) {
        context.request()
                .body()
                .compose(body -> {
                    var input = body.toJsonObject();
                    return pool.preparedQuery(INSERT)
                            .execute(Tuple.of(
                                    UUID.fromString(context.pathParam("tenant")),
                                    UUID.randomUUID(),
                                    input.getString("sku"),
                                    input.getString("name"),
                                    input.getLong("price_cents")));
                })
                .onFailure(context::fail)
                .onSuccess(rows -> answer(context, 201, json(rows.iterator().next())));
    }

    private static JsonObject json(Row row) {
        return new JsonObject()
                .put("id", row.getUUID("id").toString())
                .put("sku", row.getString("sku"))
                .put("name", row.getString("name"))
                .put("price_cents", row.getLong("price_cents"))
                .put("version", row.getInteger("version"))
                .put("created_at", row.getOffsetDateTime("created_at").toInstant())
                .put("updated_at", row.getOffsetDateTime("updated_at").toInstant());
    }

    private static void answer(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.toBuffer());
    }

    @Override
    public Future<?> stop() {
        return client == null ? Future.succeededFuture() : client.close();
    }
}

package dev.tenantry.platform.sql;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.sql.listen.Channels;
import dev.tenantry.platform.sql.read.SharedReads;
import dev.tenantry.platform.sql.scope.Schema;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The connections of this process to one database, as the application's role. Bounded in size and in how many may wait:
 * beyond that the answer is {@code OVERLOADED}.
 */
public final class DatabasePool {
    private static final int WAITING_PER_CONNECTION = 64;
    private static final int PIPELINED = 64;
    private static final int PREPARED = 256;
    private static final int LONGEST_PREPARED = 8_000;
    private static final String TENANT_COLUMN = "tenant_id";

    /** The schema that a start has looked through: nothing is known of the tables in another one. */
    private static final String CHECKED = "public";

    private final Pool pool;
    private final Pool readPool;
    private final SharedReads reads;
    private final Channels channels;
    private volatile Schema schema = Schema.UNREAD;

    private DatabasePool(Pool pool, Pool readPool, SharedReads reads, Channels channels) {
        this.pool = pool;
        this.readPool = readPool;
        this.reads = reads;
        this.channels = channels;
    }

    /**
     * @param server where it is, once that is known: until then whoever wants a connection waits for it
     * @param size how many connections there may be; a quarter of them, at least one, is for plain reads alone, which wait
     *     for no transaction that way
     */
    public static DatabasePool open(Vertx vertx, Future<DatabaseServer> server, int size) {
        var connect = server.map(DatabasePool::options);
        var reading = Math.max(1, size / 4);
        var pool = pool(vertx, connect, "tenantry", Math.max(1, size - reading));
        var readPool = pool(vertx, connect, "tenantry-reads", reading);
        return new DatabasePool(
                pool,
                readPool,
                new SharedReads(readPool, reading, pool, size * WAITING_PER_CONNECTION),
                new Channels(vertx, connect.map(DatabasePool::listening)));
    }

    private static Pool pool(Vertx vertx, Future<SqlConnectOptions> connect, String name, int size) {
        var options = new PoolOptions()
                .setName(name)
                .setMaxSize(size)
                .setMaxWaitQueueSize(size * WAITING_PER_CONNECTION)
                .setConnectionTimeout(5)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setShared(false);
        return PgBuilder.pool()
                .with(options)
                .connectingTo(() -> connect)
                .using(vertx)
                .build();
    }

    private static PgConnectOptions listening(SqlConnectOptions options) {
        return new PgConnectOptions(options).addProperty("application_name", "tenantry-listen");
    }

    private static SqlConnectOptions options(DatabaseServer server) {
        return login(server)
                // At most so many on each connection, the least used is closed first: no flood of texts fills the
                // memory.
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(PREPARED)
                .setPreparedStatementCacheSqlFilter(text -> text.length() <= LONGEST_PREPARED)
                .setPipeliningLimit(PIPELINED)
                // Said outright, temporary tables come last: else one would stand before the real one of its name.
                .addProperty("search_path", "public, pg_temp")
                // The scoper reads a backslash in a plain literal as itself.
                .addProperty("standard_conforming_strings", "on")
                .addProperty("statement_timeout", "30000")
                .addProperty("idle_in_transaction_session_timeout", "30000");
    }

    /** Where to connect, and as whom. */
    static PgConnectOptions login(DatabaseServer server) {
        var connect = new PgConnectOptions()
                .setHost(server.socketFolder().map(Path::toString).orElse(server.host()))
                .setPort(server.port())
                .setDatabase(server.database())
                .setUser(server.user())
                .setPassword(server.password().reveal())
                .setSslMode(SslMode.of(server.sslMode()))
                .addProperty("application_name", "tenantry");
        if (!server.sslMode().equals("disable")) {
            connect.setSslOptions(sslOptions(server.sslMode()));
        }
        return connect;
    }

    private static ClientSSLOptions sslOptions(String mode) {
        // As libpq: require encrypts and trusts any certificate, verify-ca checks it, verify-full the host name as
        // well.
        return new ClientSSLOptions()
                .setTrustAll(!mode.startsWith("verify"))
                .setHostnameVerificationAlgorithm(mode.equals("verify-full") ? "HTTPS" : "");
    }

    /** Learns what tables there are. Until then every statement is refused. */
    public Future<Void> readSchema() {
        return new SchemaReader(pool, TENANT_COLUMN)
                .read()
                .onSuccess(read -> schema = read.only(CHECKED))
                .recover(failure -> Future.failedFuture(SqlErrors.translate(failure)))
                .mapEmpty();
    }

    /** Takes over what another pool to the same database has read. */
    public void knowAs(DatabasePool other) {
        schema = other.schema;
    }

    Schema schema() {
        return schema;
    }

    Pool connections() {
        return pool;
    }

    /** Those that plain reads share. */
    Pool readConnections() {
        return readPool;
    }

    SharedReads reads() {
        return reads;
    }

    Channels channels() {
        return channels;
    }

    public Future<Void> close() {
        return channels.close().eventually(readPool::close).eventually(pool::close);
    }
}

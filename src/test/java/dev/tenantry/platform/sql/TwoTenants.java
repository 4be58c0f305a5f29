package dev.tenantry.platform.sql;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.sql.listen.ChannelNames;
import dev.tenantry.platform.sql.scope.Relation;
import dev.tenantry.platform.sql.scope.Schema;
import dev.tenantry.platform.sql.scope.StatementScoper;
import dev.tenantry.platform.tenancy.Placement;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A fresh database with one table, {@code things}, and two tenants who share it and a pool of few connections. */
final class TwoTenants implements AutoCloseable {
    static final String INSERT = "INSERT INTO things (id, name) VALUES ($1, $2)";
    static final String NAMES = "SELECT name FROM things ORDER BY name";
    private static final String POLICY = "nullif(current_setting('app.tenant_id', true), '')::uuid";
    final TenantContext red = tenant("red");
    final TenantContext blue = tenant("blue");
    final DatabaseServer owner = TestPostgres.freshDatabase();
    final DatabasePool pool;
    final TenantDatabase database;
    final ControlDatabase control;
    private final int size;

    /** @param size how many connections there are besides the one for plain reads */
    TwoTenants(Vertx vertx, int size) {
        var role = role();
        TestPostgres.execute(
                owner,
                "CREATE ROLE " + role + " LOGIN PASSWORD 'secret'",
                "CREATE TABLE things (tenant_id uuid NOT NULL DEFAULT " + POLICY + ", id uuid NOT NULL, name text"
                        + " NOT NULL, PRIMARY KEY (tenant_id, id), CONSTRAINT things_name UNIQUE (tenant_id, name))",
                "ALTER TABLE things ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE things FORCE ROW LEVEL SECURITY",
                "CREATE POLICY own_tenant ON things USING (tenant_id = " + POLICY + ") WITH CHECK (tenant_id = "
                        + POLICY + ")",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON things TO " + role);
        this.size = size;
        this.pool = DatabasePool.open(vertx, Future.succeededFuture(owner.as(role, new Secret("secret"))), size + 1);
        Await.result(pool.readSchema());
        this.database = new TenantDatabase(pool);
        this.control = new ControlDatabase(pool, java.util.Set.of());
    }

    private static TenantContext tenant(String slug) {
        return new TenantContext(
                new TenantId(UUID.randomUUID()),
                new TenantSlug(slug),
                TenantStatus.ACTIVE,
                new Placement.SharedTables(),
                "free");
    }

    String role() {
        return "door_" + owner.database();
    }

    List<String> names(TenantContext tenant) {
        return Await.result(database.of(tenant).list(NAMES, row -> row.getString("name")));
    }

    /** A door that adds no predicate, so that row security is alone. */
    Sql byRowSecurityAlone(TenantContext tenant) {
        var known = pool.schema();
        var relations = known.relations().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> withoutTenant(entry.getValue())));
        var schema = new Schema(
                known.tenantColumn(),
                known.searchPath(),
                relations,
                known.ownRelations(),
                known.functions(),
                known.fields(),
                known.operators());
        return new PooledSql(
                pool,
                new Reach(
                        new StatementScoper(() -> schema, any -> true),
                        Optional.of(tenant.id()),
                        ChannelNames.ofTenantLine(tenant.id())));
    }

    private static Relation withoutTenant(Relation table) {
        return new Relation(table.schema(), table.name(), table.kind(), null, table.keys(), table.definition());
    }

    /** What each connection has for a tenant, outside of any transaction of ours; "" is nothing. */
    List<String> settingsLeftBehind() {
        var leases = Stream.concat(
                        Stream.of(pool.readConnections().getConnection()),
                        IntStream.range(0, size)
                                .mapToObj(n -> pool.connections().getConnection()))
                .toList();
        var settings = leases.stream()
                .map(lease -> lease.compose(connection -> connection
                        .query("SELECT coalesce(current_setting('app.tenant_id', true), '') AS left_behind")
                        .execute()
                        .map(rows -> rows.iterator().next().getString("left_behind"))
                        .recover(TwoTenants::whenLost)))
                .toList();
        return Await.result(Future.join(settings)
                .transform(asked -> Future.join(leases.stream()
                        .map(lease -> lease.compose(connection -> connection.close()))
                        .toList()))
                .transform(closed -> Future.join(settings).map(all -> all.<String>list())));
    }

    /** A lost connection has nothing left; one that answers with an error has a transaction left. */
    private static Future<String> whenLost(Throwable failure) {
        return Future.succeededFuture(
                failure instanceof PgException error && !error.getSqlState().equals("57P01") ? error.getMessage() : "");
    }

    static String name(Row row) {
        return row.getString("name");
    }

    @Override
    public void close() {
        Await.result(pool.close());
    }
}

package dev.tenantry.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.sql.text.StatementRefused;
import dev.tenantry.platform.tenancy.Placement;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door to a tenant's rows, on one connection that all tenants share: nothing of one may stay for the next. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantDatabaseTest {
    private static final String INSERT = "INSERT INTO things (id, name) VALUES ($1, $2)";
    private static final String NAMES = "SELECT name FROM things ORDER BY name";
    private final TenantContext red = tenant("red");
    private final TenantContext blue = tenant("blue");
    private DatabaseServer owner;
    private DatabasePool pool;
    private TenantDatabase database;
    private ControlDatabase control;

    private static TenantContext tenant(String slug) {
        return new TenantContext(
                new TenantId(UUID.randomUUID()),
                new TenantSlug(slug),
                TenantStatus.ACTIVE,
                new Placement.SharedTables(),
                "free");
    }

    @BeforeAll
    void open(Vertx vertx) {
        owner = TestPostgres.freshDatabase();
        var role = "door_" + owner.database();
        var policy = "nullif(current_setting('app.tenant_id', true), '')::uuid";
        TestPostgres.execute(
                owner,
                "CREATE ROLE " + role + " LOGIN PASSWORD 'secret'",
                "CREATE TABLE things (tenant_id uuid NOT NULL DEFAULT " + policy + ", id uuid NOT NULL, name text"
                        + " NOT NULL, PRIMARY KEY (tenant_id, id), CONSTRAINT things_name UNIQUE (tenant_id, name)"
                        + " DEFERRABLE INITIALLY DEFERRED)",
                "ALTER TABLE things ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own_tenant ON things USING (tenant_id = " + policy + ") WITH CHECK (tenant_id = "
                        + policy + ")",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON things TO " + role);
        pool = DatabasePool.open(vertx, Future.succeededFuture(owner.as(role, new Secret("secret"))), 1);
        Await.result(pool.readSchema());
        database = new TenantDatabase(pool);
        control = new ControlDatabase(pool, Set.of());
    }

    @AfterAll
    void close() {
        Await.result(pool.close());
    }

    @BeforeEach
    void fill() {
        TestPostgres.execute(owner, "TRUNCATE things");
        add(red, "apple");
        add(blue, "sky");
    }

    private void add(TenantContext tenant, String name) {
        assertThat(Await.result(database.of(tenant).change(INSERT, UUID.randomUUID(), name)))
                .isEqualTo(1);
    }

    private List<String> names(TenantContext tenant) {
        return Await.result(database.of(tenant).list(NAMES, row -> row.getString("name")));
    }

    @Test
    void seesAndChangesItsOwnRowsOnlyWhenTenantsShareATable() {
        assertThat(names(red)).containsExactly("apple");
        assertThat(Await.result(database.of(red).change("UPDATE things SET name = 'pear'")))
                .isEqualTo(1);
        assertThat(Await.result(database.of(red).change("DELETE FROM things"))).isEqualTo(1);
        assertThat(names(blue)).containsExactly("sky");
    }

    @Test
    void seesNothingWhenNoTenantIsSet() {
        var all = pool.connections().query(NAMES).execute();

        assertThat(Await.result(all)).isEmpty();
        assertThatThrownBy(() -> Await.result(control.acrossTenants().list(NAMES, row -> row.getString("name"))))
                .isInstanceOf(StatementRefused.class);
    }

    @Test
    void refusesAForeignTenantWhenOneIsWritten() {
        var named = "INSERT INTO things (tenant_id, id, name) VALUES ($1, $2, 'stolen')";
        var values = new Object[] {blue.id().value(), UUID.randomUUID()};
        var unscoped = pool.connections()
                .getConnection()
                .compose(connection -> connection
                        .query("BEGIN; SET LOCAL app.tenant_id = '" + red.id().value() + "'")
                        .execute()
                        .compose(begun -> connection.preparedQuery(named).execute(Tuple.wrap(values)))
                        .eventually(() -> connection.query("ROLLBACK").execute())
                        .eventually(connection::close));

        assertThatThrownBy(() -> Await.result(database.of(red).change(named, values)))
                .isInstanceOf(StatementRefused.class);
        assertThatThrownBy(() -> Await.result(unscoped)).hasMessageContaining("row-level security");
        assertThat(names(blue)).containsExactly("sky");
    }

    @Test
    void leavesNoTenantBehindWhenAStatementFails() {
        assertThatThrownBy(() -> Await.result(database.of(red).change("UPDATE things SET name = NULL")))
                .isInstanceOf(AppException.class);

        assertThat(settingLeftBehind()).isEmpty();
        assertThat(names(blue)).containsExactly("sky");
    }

    @Test
    void leavesNoTenantBehindWhenTheConnectionIsKilled() {
        var killed = database.of(red)
                .transaction(sql -> sql.change("UPDATE things SET name = 'plum'")
                        .onSuccess(done -> TestPostgres.execute(
                                owner,
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'door_"
                                        + owner.database() + "'"))
                        .compose(done -> sql.change("UPDATE things SET name = 'fig'")));

        assertThatThrownBy(() -> Await.result(killed)).isInstanceOf(AppException.class);
        Await.until("the pool has a new connection", () -> settingLeftBehind().isEmpty());
        assertThat(names(blue)).containsExactly("sky");
        assertThat(names(red)).containsExactly("apple");
    }

    @Test
    void keepsTenantsApartWhenTheirStatementsInterleaveOnOneConnection() {
        var answers = new ArrayList<Future<List<String>>>();
        for (int n = 0; n < 48; n++) {
            if (n % 7 == 0) {
                answers.add(database.of(red)
                        .change("UPDATE things SET name = NULL")
                        .transform(failed -> Future.succeededFuture(List.of("apple"))));
            }
            answers.add(
                    database.of(n % 2 == 0 ? red : blue).list("SELECT name FROM things", row -> row.getString("name")));
        }
        var all = Await.result(Future.all(answers).map(done -> done.<List<String>>list()));

        assertThat(all).allSatisfy(names -> assertThat(names).hasSize(1));
        assertThat(all.stream().filter(names -> names.contains("sky"))).hasSize(24);
    }

    @Test
    void keepsAllOrNothingWhenATransactionFails() {
        var failing = database.of(red)
                .transaction(sql -> sql.change(INSERT, UUID.randomUUID(), "plum")
                        .compose(done -> Future.<Integer>failedFuture(new AppException(ErrorCode.CONFLICT))));

        assertThatThrownBy(() -> Await.result(failing)).isInstanceOf(AppException.class);
        assertThat(names(red)).containsExactly("apple");
        assertThat(settingLeftBehind()).isEmpty();
    }

    @Test
    void rollsBackAndTellsWhenTheWorkSwallowsAFailedStatement() {
        var swallowing = database.of(red)
                .transaction(sql -> sql.change(INSERT, UUID.randomUUID(), "plum")
                        .compose(done -> sql.change("UPDATE things SET name = NULL"))
                        .otherwise(0));

        assertThatThrownBy(() -> Await.result(swallowing)).isInstanceOf(AppException.class);
        assertThat(names(red)).containsExactly("apple");
    }

    @Test
    void tellsWhenOnlyTheCommitFails() {
        var alone = database.of(red).change(INSERT, UUID.randomUUID(), "apple");
        var bracketed = database.of(red).transaction(sql -> sql.change(INSERT, UUID.randomUUID(), "apple"));

        assertThatThrownBy(() -> Await.result(alone)).isInstanceOfSatisfying(AppException.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
            assertThat(failure.details().get(0).field()).isEqualTo("name");
        });
        assertThatThrownBy(() -> Await.result(bracketed)).isInstanceOf(AppException.class);
        assertThat(names(red)).containsExactly("apple");
    }

    @Test
    void refusesAStatementWhenItsTransactionHasEnded() {
        var kept = new ArrayList<Sql>();
        Await.result(database.of(red).transaction(sql -> {
            kept.add(sql);
            return Future.succeededFuture(1);
        }));

        assertThatThrownBy(() -> Await.result(kept.get(0).change("DELETE FROM things")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(names(red)).containsExactly("apple");
    }

    @Test
    void joinsWhenATransactionIsOpenedInsideAnother() {
        Await.result(database.of(red)
                .transaction(sql -> sql.transaction(inner -> inner.change(INSERT, UUID.randomUUID(), "fig"))));

        assertThat(names(red)).containsExactly("apple", "fig");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET app.tenant_id = ''",
                "SELECT set_config('app.tenant_id', '', true)",
                "SELECT 1; DELETE FROM things",
                "TRUNCATE things",
                "COPY things TO STDOUT",
                "DO $$ BEGIN END $$",
                "SELECT query_to_xml('SELECT * FROM things', true, true, '')",
                "UPDATE pg_settings SET setting = '' WHERE name = 'search_path'",
                "SELECT * FROM pg_catalog.pg_roles",
                "SELECT 1 AS id INTO TEMP things",
                "SELECT password_hash FROM credentials",
                "SELECT name FROM things UNION SELECT password_hash FROM public.\"credentials\"",
                "SELECT U&\"n\\0061me\" FROM things",
                ""
            })
    void refusesAStatementWhenItCouldLeaveItsTenant(String statement) {
        assertThatThrownBy(() -> Await.result(database.of(red).change(statement)))
                .isInstanceOf(StatementRefused.class);
        assertThatThrownBy(() -> Await.result(database.of(red).transaction(sql -> sql.change(statement))))
                .isInstanceOf(StatementRefused.class);
        assertThat(names(blue)).containsExactly("sky");
    }

    /** What the one connection for reads and the one for all else have for a tenant, outside of any transaction of ours. */
    private String settingLeftBehind() {
        return settingLeftBehind(pool.connections()) + settingLeftBehind(pool.readConnections());
    }

    private static String settingLeftBehind(Pool connections) {
        var setting = connections
                .query("SELECT coalesce(current_setting('app.tenant_id', true), '') AS left_behind")
                .execute();
        return Await.result(setting.map(rows -> rows.iterator().next().getString("left_behind"))
                .otherwise("no connection"));
    }
}

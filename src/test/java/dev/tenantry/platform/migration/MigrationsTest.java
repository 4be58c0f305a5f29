package dev.tenantry.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Ports;
import dev.tenantry.testing.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database is brought to where the application can use it safely, or refused with the reason. */
class MigrationsTest {
    private static final Secret PASSWORD = new Secret("it's a secret");
    private final DatabaseServer owner = TestPostgres.freshDatabase();
    private final String role = "role_" + owner.database();

    private Migrations migrations() {
        return new Migrations(owner, owner.as(role, PASSWORD), false);
    }

    private void run() {
        migrations().run(List.of("tenant", "identity", "access", "oauth", "plan", "product"), tablesWithoutTenant());
    }

    private static Set<String> tablesWithoutTenant() {
        return Set.of(
                "tenants",
                "people",
                "credentials",
                "signing_keys",
                "revocations",
                "registered_origins",
                "plans",
                "plan_limits",
                "installation",
                "verified_domains");
    }

    @Test
    void createsARoleThatRowSecurityBindsWhenTheDatabaseIsNew() {
        run();

        assertThat(TestPostgres.query(
                                owner,
                                "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = '"
                                        + role + "'")
                        .get(0)
                        .values())
                .containsOnly("f");
        assertThat(TestPostgres.query(
                        owner,
                        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
                                + " AND has_table_privilege('" + role + "', oid, 'TRUNCATE')"))
                .isEmpty();
        assertThat(TestPostgres.query(owner, "SELECT DISTINCT tenant_id FROM (SELECT NULL AS tenant_id) x"))
                .hasSize(1);
        assertThat(TestPostgres.query(owner.as(role, PASSWORD), "SELECT count(*) AS n FROM products")
                        .get(0))
                .containsEntry("n", "0");
    }

    @Test
    void changesNothingWhenItRunsAgain() {
        run();
        var before = TestPostgres.query(owner, "SELECT version, checksum FROM migrations_control ORDER BY 1");
        run();

        assertThat(TestPostgres.query(owner, "SELECT version, checksum FROM migrations_control ORDER BY 1"))
                .isEqualTo(before);
    }

    @Test
    void succeedsWhenSeveralNodesStartAtOnce() {
        var nodes = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.runAsync(this::run))
                .toList();

        nodes.forEach(CompletableFuture::join);
        assertThat(TestPostgres.query(owner, "SELECT FROM tenants")).isEmpty();
    }

    @Test
    void takesTheNewPasswordWhenTheSecretHasChangedAndTheServerIsOurOwn() {
        run();
        var changed = owner.as(role, new Secret("another"));
        new Migrations(owner, changed, true).run(List.of("tenant"), tablesWithoutTenant());

        assertThat(TestPostgres.query(changed, "SELECT 1 AS one")).hasSize(1);
    }

    @Test
    void leavesThePasswordAloneWhenTheServerIsNotOurOwn() {
        run();
        var changed = new Migrations(owner, owner.as(role, new Secret("another")), false);

        assertThat(refusal(changed))
                .contains("The role " + role + " of " + owner.place() + " exists with another password")
                .contains("POSTGRES_APP_PASSWORD", "POSTGRES_APP_USER", "ALTER ROLE");
        assertThat(TestPostgres.query(owner.as(role, PASSWORD), "SELECT 1 AS one"))
                .hasSize(1);
    }

    @Test
    void leavesThePasswordAloneWhenTheRoleIsKeptOutForAnotherReason() {
        run();
        TestPostgres.execute(owner, "ALTER ROLE " + role + " CONNECTION LIMIT 0");

        assertThat(refusal(new Migrations(owner, owner.as(role, new Secret("it's a secret")), true)))
                .contains("answered: FATAL: too many connections for role");
    }

    @Test
    void takesTheRightToMakeTablesWhenTheRoleHasIt() {
        TestPostgres.execute(
                owner,
                "CREATE ROLE " + role + " LOGIN PASSWORD 'it''s a secret'",
                "GRANT CREATE ON SCHEMA public TO PUBLIC, " + role,
                "GRANT TEMPORARY ON DATABASE " + owner.database() + " TO " + role);
        run();
        var application = owner.as(role, PASSWORD);

        assertThatThrownBy(() -> TestPostgres.execute(application, "SELECT 1 AS id INTO TEMP products"))
                .hasMessageContaining("permission denied to create temporary tables");
        assertThatThrownBy(() -> TestPostgres.execute(application, "CREATE TABLE mine (id int)"))
                .hasMessageContaining("permission denied for schema public");
    }

    @Test
    void runsTwiceWhenTheOwnerIsNoSuperuser() {
        var migrator = owner.as("migrator_" + owner.database(), PASSWORD);
        TestPostgres.execute(
                owner,
                "CREATE ROLE " + migrator.user() + " LOGIN CREATEROLE PASSWORD 'it''s a secret'",
                "ALTER DATABASE " + owner.database() + " OWNER TO " + migrator.user());
        var migrations = new Migrations(migrator, owner.as(role, PASSWORD), false);

        assertThat(refusal(migrations)).isEqualTo("accepted");
        assertThat(refusal(migrations)).isEqualTo("accepted");
    }

    @Test
    void saysWhatToRunWhenTheOwnerMayNotTakeThoseRights() {
        var migrator = owner.as("migrator_" + owner.database(), PASSWORD);
        TestPostgres.execute(
                owner,
                "CREATE ROLE " + migrator.user() + " LOGIN CREATEROLE PASSWORD 'it''s a secret'",
                "GRANT CREATE ON SCHEMA public TO PUBLIC");

        assertThat(refusal(new Migrations(migrator, owner.as(role, PASSWORD), false)))
                .contains("it may create temporary tables, may create tables.")
                .contains("REVOKE TEMPORARY ON DATABASE \"" + owner.database() + "\" FROM PUBLIC, \"" + role + "\"")
                .contains("REVOKE CREATE ON SCHEMA public FROM PUBLIC, \"" + role + "\"");
    }

    @Test
    void refusesWhenTheRoleBypassesRowSecurity() {
        TestPostgres.execute(owner, "CREATE ROLE " + role + " LOGIN BYPASSRLS PASSWORD 'it''s a secret'");

        assertThatThrownBy(this::run)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(role)
                .hasMessageContaining("bypasses row security");
    }

    @Test
    void refusesWhenTheRoleOwnsATable() {
        TestPostgres.execute(
                owner,
                "CREATE ROLE " + role + " LOGIN PASSWORD 'it''s a secret'",
                "CREATE TABLE owned (tenant_id uuid)",
                "ALTER TABLE owned OWNER TO " + role);

        assertThatThrownBy(this::run).isInstanceOf(StartupException.class).hasMessageContaining("owns tables");
    }

    @Test
    void refusesWhenAPolicyWasDropped() {
        run();
        TestPostgres.execute(owner, "DROP POLICY own_tenant ON products");

        assertThatThrownBy(this::run)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("products has a tenant but no forced row security");
    }

    @Test
    void refusesWhenRowSecurityIsNotForced() {
        run();
        TestPostgres.execute(owner, "ALTER TABLE memberships NO FORCE ROW LEVEL SECURITY");

        assertThatThrownBy(this::run).isInstanceOf(StartupException.class).hasMessageContaining("memberships");
    }

    @Test
    void saysWhyInOneLineWhenTheDatabaseCannotBeUsed() {
        var nowhere = at(Ports.free());
        var wrongPassword = owner.as(owner.user(), new Secret("wrong"));
        var missing = owner.database("no_such_database");

        assertThat(refusal(nowhere)).contains("cannot be reached");
        assertThat(refusal(wrongPassword)).contains("refused the login");
        assertThat(refusal(missing)).contains("has no such database");
    }

    private static DatabaseServer at(int port) {
        var login = new DatabaseServer.Login("x", PASSWORD);
        return new DatabaseServer("127.0.0.1", port, Optional.empty(), "x", login, "disable");
    }

    @Test
    void givesUpInTimeWhenTheServerSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = at(silent.getLocalPort());

            var refusal = assertTimeoutPreemptively(Duration.ofSeconds(15), () -> refusal(server));
            assertThat(refusal).contains("cannot be reached");
        }
    }

    @Test
    void waitsWhenAnotherNodeIsPreparingTheDatabase() throws SQLException {
        CompletableFuture<Void> waiting;
        try (var other = Migrations.connect(owner)) {
            new MigrationLock(other).take(Duration.ofSeconds(1));
            waiting = CompletableFuture.runAsync(this::run);
            Await.until(
                    "the second node waits",
                    () -> !TestPostgres.query(
                                    owner,
                                    "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database ="
                                            + " (SELECT oid FROM pg_database WHERE datname = current_database())")
                            .isEmpty());
        }
        waiting.join();
        assertThat(TestPostgres.query(owner, "SELECT FROM tenants")).isEmpty();
    }

    @Test
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void saysSoWhenAnotherNodeDoesNotFinish() throws SQLException {
        try (var other = Migrations.connect(owner);
                var connection = Migrations.connect(owner)) {
            new MigrationLock(other).take(Duration.ofSeconds(1));

            assertThatThrownBy(() -> new MigrationLock(connection).take(Duration.ofMillis(200)))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("Another node");
        }
    }

    private static String refusal(DatabaseServer server) {
        return refusal(new Migrations(server, server.as("app", PASSWORD), false));
    }

    private static String refusal(Migrations migrations) {
        try {
            migrations.run(List.of("tenant"), Set.of("tenants", "revocations", "installation", "verified_domains"));
            return "accepted";
        } catch (StartupException e) {
            assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1);
            return String.valueOf(e.getMessage());
        }
    }
}

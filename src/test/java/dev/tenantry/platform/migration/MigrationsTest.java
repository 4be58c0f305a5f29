package dev.tenantry.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.testing.Ports;
import dev.tenantry.testing.TestPostgres;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A database is brought to where the application can use it safely, or refused with the reason. */
class MigrationsTest {
    private static final Secret PASSWORD = new Secret("it's a secret");
    private final DatabaseServer owner = TestPostgres.freshDatabase();
    private final String role = "role_" + owner.database();

    private Migrations migrations() {
        return new Migrations(owner, owner.as(role, PASSWORD));
    }

    private void run() {
        migrations().run(List.of("tenant", "identity", "access", "oauth", "product"), tablesWithoutTenant());
    }

    private static Set<String> tablesWithoutTenant() {
        return Set.of("tenants", "people", "credentials", "signing_keys");
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
    void takesTheNewPasswordWhenTheSecretHasChanged() {
        run();
        var changed = owner.as(role, new Secret("another"));
        new Migrations(owner, changed).run(List.of("tenant"), tablesWithoutTenant());

        assertThat(TestPostgres.query(changed, "SELECT 1 AS one")).hasSize(1);
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
        var nowhere = new DatabaseServer("127.0.0.1", Ports.free(), "x", "x", PASSWORD, "disable");
        var wrongPassword = owner.as(owner.user(), new Secret("wrong"));
        var missing = new DatabaseServer(
                owner.host(), owner.port(), "no_such_database", owner.user(), owner.password(), "disable");

        assertThat(refusal(nowhere)).contains("cannot be reached");
        assertThat(refusal(wrongPassword)).contains("refused the login");
        assertThat(refusal(missing)).contains("has no such database");
    }

    private static String refusal(DatabaseServer server) {
        try {
            new Migrations(server, server.as("app", PASSWORD)).run(List.of(), Set.of());
            return "accepted";
        } catch (StartupException e) {
            assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1);
            return String.valueOf(e.getMessage());
        }
    }
}

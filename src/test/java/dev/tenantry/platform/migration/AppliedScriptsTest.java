package dev.tenantry.platform.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.testing.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flyway is left out only when the history has every script as it is. */
class AppliedScriptsTest {
    private static final List<String> FEATURES = List.of("tenant", "identity");
    private static final Set<String> WITHOUT_TENANT = Set.of(
            "tenants",
            "people",
            "credentials",
            "revocations",
            "installation",
            "verified_domains",
            "registered_origins");
    private static final List<String> FOLDERS =
            List.of("db/platform/both", "db/platform/control", "db/tenant/control", "db/identity/control");
    private final DatabaseServer owner = TestPostgres.freshDatabase();

    @BeforeEach
    void run() {
        new Migrations(owner, owner.as("role_" + owner.database(), new Secret("secret")), false)
                .run(FEATURES, WITHOUT_TENANT);
    }

    private boolean areAll(List<String> folders) throws SQLException {
        try (var connection = Migrations.connect(owner)) {
            return AppliedScripts.areAll(
                    connection, "public.migrations_control", getClass().getClassLoader(), folders);
        }
    }

    @Test
    void areAllWhenEachIsInTheHistory() throws SQLException {
        assertThat(areAll(FOLDERS)).isTrue();
    }

    @Test
    void areNotAllWhenAFeatureIsNew() throws SQLException {
        var more = new ArrayList<>(FOLDERS);
        more.add("db/plan/control");

        assertThat(areAll(more)).isFalse();
    }

    @Test
    void areNotAllWhenAFeatureIsGone() throws SQLException {
        assertThat(areAll(FOLDERS.subList(0, FOLDERS.size() - 1))).isFalse();
    }

    @Test
    void areNotAllWhenAScriptIsThereTwice() throws SQLException {
        var twice = new ArrayList<>(FOLDERS);
        twice.add("db/platform/both");

        assertThat(areAll(twice)).isFalse();
    }

    @Test
    void areNotAllWhenTheClassPathIsAnother() throws SQLException {
        try (var connection = Migrations.connect(owner)) {
            assertThat(AppliedScripts.areAll(
                            connection, "public.migrations_control", ClassLoader.getPlatformClassLoader(), FOLDERS))
                    .isFalse();
        }
    }

    @Test
    void areNotAllWhenThereIsNoHistory() throws SQLException {
        TestPostgres.execute(owner, "DROP TABLE migrations_control");

        assertThat(areAll(FOLDERS)).isFalse();
    }

    @Test
    void areNotAllWhenAnEntryIsNotOfAVersion() throws SQLException {
        TestPostgres.execute(
                owner, "UPDATE migrations_control SET version = NULL WHERE script LIKE '%platform_tenant_tables.sql'");

        assertThat(areAll(FOLDERS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE migrations_control SET checksum = checksum + 1 WHERE script LIKE '%platform_tenant_tables.sql'",
                "UPDATE migrations_control SET success = false WHERE script LIKE '%platform_tenant_tables.sql'"
            })
    void areNotAllAndFlywayRefusesWhenTheHistoryHasAnother(String change) throws SQLException {
        TestPostgres.execute(owner, change);

        assertThat(areAll(FOLDERS)).isFalse();
        assertThatThrownBy(this::run).isInstanceOf(StartupException.class).hasMessageContaining("migration");
    }
}

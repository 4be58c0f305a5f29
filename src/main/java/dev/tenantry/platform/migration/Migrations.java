package dev.tenantry.platform.migration;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.error.StartupException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to where the features want it, as its owner: both lines of migrations, the application's role, and a
 * check that every table is behind row security. Blocking; to be called off the event loops. Several nodes may do it at
 * once: one works, the others wait and find it done.
 */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final int OLDEST_SERVER = 15;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String BOTH_LINES = "db/platform/both";
    private final DatabaseServer owner;
    private final DatabaseServer application;
    private final boolean ownServer;

    /**
     * @param application the same database, as the role the application connects as
     * @param ownServer whether nobody but this process uses the server, so that its roles are ours to change
     */
    public Migrations(DatabaseServer owner, DatabaseServer application, boolean ownServer) {
        this.owner = owner;
        this.application = application;
        this.ownServer = ownServer;
    }

    /**
     * @param features their names; the migrations lie in {@code db/<name>/control} and {@code db/<name>/tenant}
     * @param tablesWithoutTenant the only tables that may be without {@code tenant_id}
     */
    public void run(List<String> features, Set<String> tablesWithoutTenant) {
        try (var connection = connect(owner)) {
            checkVersion(connection);
            new MigrationLock(connection).take(PATIENCE);
            var role = new ApplicationRole(connection, application, ownServer);
            role.ensure();
            var applied = migrate(connection, "control", features) + migrate(connection, "tenant", features);
            role.grant();
            new Catalogue(connection, application.user()).check(tablesWithoutTenant);
            if (applied > 0) {
                LOG.info("Applied {} migrations to {}", applied, owner.place());
            }
        } catch (SQLException e) {
            throw unreachable(e);
        } catch (FlywayException e) {
            throw new StartupException(
                    "A migration of " + owner.place() + " failed: "
                            + String.valueOf(e.getMessage()).strip(),
                    e);
        }
    }

    private int migrate(Connection connection, String line, List<String> features) throws SQLException {
        var folders = Stream.concat(
                        Stream.of(BOTH_LINES),
                        Stream.concat(Stream.of("platform"), features.stream())
                                .map(feature -> "db/" + feature + "/" + line))
                .toList();
        var classPath = Thread.currentThread().getContextClassLoader();
        return AppliedScripts.areAll(connection, "public.migrations_" + line, classPath, folders)
                ? 0
                : migrate(line, classPath, folders);
    }

    private int migrate(String line, ClassLoader classPath, List<String> folders) {
        return Flyway.configure(classPath)
                .dataSource(url(owner), owner.user(), owner.password().reveal())
                .locations(folders.stream().map(folder -> "classpath:" + folder).toArray(String[]::new))
                .table("migrations_" + line)
                .schemas("public")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .outOfOrder(true)
                // A feature that is no longer there leaves its tables behind, and its history.
                .ignoreMigrationPatterns("*:missing", "*:future")
                .connectRetries(0)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /** A connection for work that blocks; to be closed by the caller. */
    public static Connection connect(DatabaseServer server) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password().reveal());
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(url(server), properties);
    }

    private static String url(DatabaseServer server) {
        return "jdbc:postgresql://%s:%d/%s?sslmode=%s&loginTimeout=10&ApplicationName=tenantry-migration"
                .formatted(
                        server.host().contains(":") ? "[" + server.host() + "]" : server.host(),
                        server.port(),
                        URLEncoder.encode(server.database(), StandardCharsets.UTF_8),
                        server.sslMode());
    }

    private void checkVersion(Connection connection) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_SERVER) {
            throw new StartupException("PostgreSQL %d at %s is too old: Tenantry needs %d or newer."
                    .formatted(version, owner.place(), OLDEST_SERVER));
        }
    }

    private StartupException unreachable(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        var why = switch (state) {
            case "28P01", "28000" ->
                "refused the login of " + owner.user()
                        + ": check POSTGRES_USER and POSTGRES_PASSWORD, or DATABASE_URL.";
            case "3D000" -> "has no such database: create it, or check POSTGRES_DB or DATABASE_URL.";
            default ->
                state.startsWith("08")
                        ? "cannot be reached: check that it runs, and POSTGRES_HOST and POSTGRES_PORT or DATABASE_URL."
                        : "answered: "
                                + String.valueOf(failure.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(state);
        };
        return new StartupException("PostgreSQL at " + owner.place() + " " + why, failure);
    }
}

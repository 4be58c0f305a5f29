package dev.tenantry.testing;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.config.DatabaseServer.Login;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One real PostgreSQL for all tests of this JVM, and a fresh database in it for whoever asks: from Docker where an engine
 * answers, else the embedded one.
 */
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /** Started at the first use, stopped with the JVM. */
    private static final class Holder {
        static final DatabaseServer SERVER = start();
    }

    /** An empty database, as a superuser. */
    public static DatabaseServer freshDatabase() {
        return made("");
    }

    /** A database with all that is in the template, to which nobody is connected. */
    public static DatabaseServer copyOf(DatabaseServer template) {
        return made(" TEMPLATE " + template.database());
    }

    private static DatabaseServer made(String how) {
        var name = "test_" + DATABASES.incrementAndGet();
        var server = Holder.SERVER;
        execute(server, "CREATE DATABASE " + name + how);
        return server.database(name);
    }

    public static void execute(DatabaseServer server, String... statements) {
        var url = "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database();
        try (var connection = DriverManager.getConnection(
                        url, server.user(), server.password().reveal());
                var command = connection.createStatement()) {
            for (var statement : statements) {
                command.execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows as maps of text, in the query's order. */
    public static List<Map<String, String>> query(DatabaseServer server, String query) {
        var url = "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database();
        try (var connection = DriverManager.getConnection(
                        url, server.user(), server.password().reveal());
                var command = connection.createStatement();
                var rows = command.executeQuery(query)) {
            var result = new ArrayList<Map<String, String>>();
            while (rows.next()) {
                var row = new TreeMap<String, String>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.put(rows.getMetaData().getColumnLabel(column), String.valueOf(rows.getString(column)));
                }
                result.add(row);
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DatabaseServer start() {
        return dockerAnswers() ? container() : embedded();
    }

    private static boolean dockerAnswers() {
        var host = System.getenv("DOCKER_HOST");
        var socket = host == null ? "/var/run/docker.sock" : host.replaceFirst("^unix://", "");
        return (host != null && host.startsWith("tcp:")) || Files.isWritable(Path.of(socket));
    }

    // The container lives as long as the JVM.
    @SuppressWarnings("resource")
    private static DatabaseServer container() {
        var container = new PostgreSQLContainer("postgres:18-alpine");
        container.waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 1));
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        var server = new DatabaseServer(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                Optional.empty(),
                container.getDatabaseName(),
                new Login(container.getUsername(), new Secret(container.getPassword())),
                "disable");
        // The image says so once before its own restart: what counts is that it answers.
        Await.until("the container's PostgreSQL answers", () -> answers(server));
        return server;
    }

    private static boolean answers(DatabaseServer server) {
        try {
            return !query(server, "SELECT 1").isEmpty();
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private static DatabaseServer embedded() {
        var postgres = EmbeddedPostgres.start(Path.of("target", "test-postgres"));
        var server = postgres.server();
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        // Nothing of it has to outlive the machine; and the hundreds of databases would each be looked at all the time.
        execute(server, "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()");
        for (var row : query(server, "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")) {
            execute(server, "DROP DATABASE " + row.get("datname") + " WITH (FORCE)");
        }
        for (var row : query(server, "SELECT rolname FROM pg_roles WHERE NOT rolsuper AND rolname NOT LIKE 'pg\\_%'")) {
            execute(server, "DROP ROLE " + row.get("rolname"));
        }
        return server;
    }
}

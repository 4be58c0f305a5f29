package dev.tenantry.bench.server;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.embedded.EmbeddedPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Tenantry as a user starts it, by {@code ./tenantry}, with its own PostgreSQL in a folder of its own. */
public final class Product implements Part {
    private static final int PAUSE_MILLIS = 5;
    private static final int LONGEST_START_MILLIS = 60_000;
    private final Child process;
    private final Path data;
    private final int port;

    private Product(Child process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /** Started, and not waited for. */
    public static Product launch(Path root, Path folder, Map<String, String> settings) throws IOException {
        var port = Ports.free();
        var environment = new HashMap<>(Map.of(
                "API_PORT", String.valueOf(port),
                "FRONTEND_PORT", String.valueOf(Ports.free()),
                "DATA_DIR", folder.resolve("data").toString()));
        environment.putAll(settings);
        var process = Child.start(List.of(root.resolve("tenantry").toString()), folder, environment, "product");
        return new Product(process, folder.resolve("data"), port);
    }

    /**
     * Has the launcher make now what it else makes in the background of a server's first minute: that would be measured as well.
     *
     * @param settings with {@code JAVA_HOME}, when it is to be that Java's
     */
    public static void rehearse(Path root, Path folder, Map<String, String> settings)
            throws IOException, InterruptedException {
        var command = List.of(root.resolve("tenantry").toString(), "rehearse");
        try (var rehearsal = Child.start(command, folder, settings, "rehearsal")) {
            rehearsal.awaitEnd();
        }
    }

    /** Started and ready. */
    public static Product start(Path root, Path folder, Map<String, String> settings)
            throws IOException, InterruptedException {
        var product = launch(root, folder, settings);
        product.process.awaitLine("Tenantry is ready.");
        return product;
    }

    /**
     * Asks again and again until it answers 200.
     *
     * @return what it says then
     */
    @CanIgnoreReturnValue
    public JsonObject awaitAnswer(String path, Map<String, String> headers) throws IOException, InterruptedException {
        var api = api();
        for (int asked = 0; asked < LONGEST_START_MILLIS / PAUSE_MILLIS && process.isAlive(); asked++) {
            try {
                return api.get(path, headers);
            } catch (IOException | Api.Refused e) {
                // Nobody listens yet, or not all of it is there.
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        throw new IllegalStateException("It does not answer " + path);
    }

    public int port() {
        return port;
    }

    public Api api() {
        return new Api(port);
    }

    /** The program that runs it, which {@code ./tenantry} has chosen. */
    Path java() {
        return process.program();
    }

    public double residentMegabytes() throws IOException {
        return process.residentBytes() / 1e6;
    }

    /** What it has made for itself, by the names of the variables that another process takes it from. */
    Map<String, String> secrets() throws IOException {
        return Map.of(
                "SECRET_KEY", Files.readString(data.resolve("secret_key")).strip(),
                "JWT_SECRET_KEY",
                        Files.readString(data.resolve("jwt_secret_key")).strip());
    }

    /** What the processes of its PostgreSQL have of it together. */
    public double databaseMegabytes() throws IOException {
        var file = data.resolve("postgres/postmaster.pid");
        var postmaster = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).get(0).strip()))
                .orElseThrow();
        long bytes = Child.proportionalBytes(postmaster.pid());
        for (var worker : postmaster.descendants().toList()) {
            bytes += Child.proportionalBytes(worker.pid());
        }
        return bytes / 1e6;
    }

    /** Its PostgreSQL, as the superuser that owns the tables. */
    public DatabaseServer database() {
        return EmbeddedPostgres.running(data)
                .orElseThrow(() -> new IllegalStateException("There is no PostgreSQL in " + data));
    }

    /** As its superuser: past row security, which the product itself never is. */
    public Connection superuser() throws SQLException {
        var server = database();
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database(),
                server.user(),
                server.password().reveal());
    }

    /** Plans allow more than anybody can ask for; what is asked for is counted all the same. */
    public void withoutLimits() throws Exception {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE plans SET requests_per_minute = 100000000, burst = 10000000");
            statement.execute(
                    "INSERT INTO plan_limits (plan, meter, most) SELECT p.name, m.meter, 1000000000000000 FROM plans p"
                            + " CROSS JOIN (VALUES ('products'), ('api_calls'), ('people'), ('stores')) m (meter)"
                            + " ON CONFLICT (plan, meter) DO UPDATE SET most = EXCLUDED.most");
        }
    }

    @Override
    public void close() {
        process.close();
    }
}

package dev.tenantry.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server of the benchmark's own, in a JVM of its own as the product is, on the product's PostgreSQL. */
public final class Beside implements Part {
    private final Child process;
    private final int port;

    private Beside(Child process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * @param loops on how many event loops
     * @param pool how many connections write
     */
    public static Beside floor(Path folder, Product product, int loops, int pool)
            throws IOException, InterruptedException {
        var database = product.database();
        var port = Ports.free();
        var started = java(
                product.java(),
                folder,
                "floor",
                Map.of("FLOOR_PASSWORD", database.password().reveal()),
                List.of(
                        Floor.class.getName(),
                        String.valueOf(port),
                        String.valueOf(loops),
                        String.valueOf(pool),
                        database.host(),
                        String.valueOf(database.port()),
                        database.database(),
                        database.user()));
        started.awaitLine("The floor is ready.");
        return new Beside(started, port);
    }

    /** The product's application once more, with a way past row security. What is a token there is a token here. */
    public static Beside predicateOnly(Path folder, Product product) throws IOException, InterruptedException {
        var database = product.database();
        var port = Ports.free();
        var environment = new HashMap<>(product.secrets());
        environment.putAll(Map.of(
                "API_PORT",
                String.valueOf(port),
                "FRONTEND_PORT",
                String.valueOf(Ports.free()),
                "OAUTH2_ISSUER",
                "http://localhost:" + product.port(),
                "POSTGRES_HOST",
                database.host(),
                "POSTGRES_PORT",
                String.valueOf(database.port()),
                "POSTGRES_DB",
                database.database(),
                "POSTGRES_USER",
                database.user(),
                "POSTGRES_PASSWORD",
                database.password().reveal()));
        var started = java(product.java(), folder, "predicate", environment, List.of(PredicateOnly.class.getName()));
        started.awaitLine("The predicate is ready.");
        return new Beside(started, port);
    }

    /** @param java the one that runs the product: two of them would be a comparison of their compilers as well */
    static Child java(Path java, Path folder, String name, Map<String, String> environment, List<String> arguments)
            throws IOException {
        var command = new ArrayList<>(List.of(java.toString(), "-cp", System.getProperty("java.class.path")));
        command.addAll(arguments);
        return Child.start(command, folder, new HashMap<>(environment), name);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.close();
    }
}

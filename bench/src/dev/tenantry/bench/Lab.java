package dev.tenantry.bench;

import dev.tenantry.bench.load.Load;
import dev.tenantry.bench.load.Sender;
import dev.tenantry.bench.load.Wrk;
import dev.tenantry.bench.server.Beside;
import dev.tenantry.bench.server.Part;
import dev.tenantry.bench.server.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;

/** Where one scenario is run: a folder of its own, and what was started in it. All of it is gone in the end, unless it has failed. */
public final class Lab implements AutoCloseable {
    /** As many as the product's own pool has by default. */
    private static final int POOL = 16;

    private final Options options;
    private final Path folder;
    private final Deque<Part> started = new ArrayDeque<>();
    private boolean kept;

    Lab(Options options) throws IOException {
        this.options = options;
        this.folder = Files.createTempDirectory("tenantry-bench");
    }

    public Options options() {
        return options;
    }

    /** Tenantry with the settings it has by default, without limits of plans. */
    public Product product() throws Exception {
        return product(Map.of());
    }

    public Product product(Map<String, String> settings) throws Exception {
        var product = opened(Product.start(options.root(), emptyFolder(), settings));
        product.withoutLimits();
        return product;
    }

    public Beside floor(Product product) throws Exception {
        return opened(Beside.floor(emptyFolder(), product, Runtime.getRuntime().availableProcessors(), POOL));
    }

    public Beside predicateOnly(Product product) throws Exception {
        return opened(Beside.predicateOnly(emptyFolder(), product));
    }

    /** A folder that nothing else uses. */
    public Path emptyFolder() throws IOException {
        return Files.createTempDirectory(folder, "part");
    }

    /** To be closed with the lab, the last one first. */
    public <T extends Part> T opened(T part) {
        started.push(part);
        return part;
    }

    public Load load() {
        return options.wrk() ? new Wrk(folder) : new Sender();
    }

    public void say(String line) {
        System.err.println("  " + line);
    }

    /** Leaves what was printed, for somebody to see why it has failed. */
    void keep() {
        kept = true;
        say("what the servers printed is in " + folder);
    }

    @Override
    public void close() throws IOException {
        while (!started.isEmpty()) {
            started.pop().close();
        }
        if (kept) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

package dev.tenantry.bench.server;

import dev.tenantry.platform.config.PasswordConfig;
import dev.tenantry.platform.security.PasswordHasher;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Passwords that are checked by the product's own class on every processor, and nothing else: in a JVM of its own, which
 * does it for as many seconds as it is told each time, and rests in between.
 */
public final class Hashing implements Part {
    private static final String PASSWORD = "a password of somebody";
    private final Child process;
    private int turns;

    private Hashing(Child process) {
        this.process = process;
    }

    public static Hashing beside(Path folder, Product product) throws IOException, InterruptedException {
        var started = Beside.java(product.java(), folder, "hashing", Map.of(), List.of(Hashing.class.getName()));
        started.awaitLine("Hashing is ready.");
        return new Hashing(started);
    }

    /** How many each second, with nothing left to do when it is known. */
    public double perSecond(int seconds) throws IOException, InterruptedException {
        turns++;
        process.tell(String.valueOf(seconds));
        return Double.parseDouble(process.awaitLine("turn " + turns + ": "));
    }

    @Override
    public void close() {
        process.close();
    }

    public static void main(String[] arguments) throws Exception {
        var processors = Runtime.getRuntime().availableProcessors();
        var vertx = Vertx.vertx();
        var hasher = new PasswordHasher(vertx, new PasswordConfig(8, false, processors, 4 * processors));
        var hash = finished(hasher.hash(PASSWORD));
        System.out.println("Hashing is ready.");
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var turn = 0;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            turn++;
            System.out.printf(
                    Locale.ROOT,
                    "turn %d: %.3f%n",
                    turn,
                    perSecond(hasher, hash, 2 * processors, TimeUnit.SECONDS.toNanos(Long.parseLong(line))));
        }
        System.exit(0);
    }

    /** @param atOnce so many that no thread ever waits for the next one */
    private static double perSecond(PasswordHasher hasher, String hash, int atOnce, long nanos) throws Exception {
        var checked = new AtomicLong();
        var begin = System.nanoTime();
        var lanes = IntStream.range(0, atOnce)
                .mapToObj(number -> until(begin + nanos, hasher, hash, checked))
                .toList();
        finished(Future.all(lanes));
        return checked.get() / (nanos / 1e9);
    }

    /** Counts what is done in time. */
    private static Future<Void> until(long end, PasswordHasher hasher, String hash, AtomicLong checked) {
        return hasher.matches(PASSWORD, hash).compose(right -> {
            if (!right) {
                return Future.failedFuture("A right password is told to be wrong");
            }
            if (System.nanoTime() >= end) {
                return Future.succeededFuture();
            }
            checked.incrementAndGet();
            return until(end, hasher, hash, checked);
        });
    }

    private static <T> T finished(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}

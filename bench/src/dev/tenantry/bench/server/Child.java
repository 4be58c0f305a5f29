package dev.tenantry.bench.server;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that was started here and is ended here. What it prints goes into a file. */
final class Child implements Part {
    private static final long LONGEST_START_SECONDS = 120;
    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Child start(List<String> command, Path folder, Map<String, String> environment, String name)
            throws IOException {
        Files.createDirectories(folder);
        var log = Files.createTempFile(folder, name, ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()));
        builder.environment().keySet().removeIf(Child::isSetting);
        builder.environment().putAll(environment);
        var process = builder.start();
        // Whoever ends the benchmark in the middle ends what it has started.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Child(process, log);
    }

    /** Whoever starts this may have settings of their own product in their environment. */
    private static boolean isSetting(String name) {
        return name.startsWith("POSTGRES_")
                || List.of("DATABASE_URL", "REDIS_URL", "ENVIRONMENT").contains(name);
    }

    long pid() {
        return process.pid();
    }

    /** What runs in it: not the script that has started it. */
    Path program() {
        return Path.of(process.toHandle().info().command().orElseThrow());
    }

    /** Waits until it has printed this. */
    void awaitLine(String text) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        while (!Files.readString(log).contains(text)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("It does not start: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** What it has of the machine's memory, in bytes: {@code VmRSS} of Linux. */
    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

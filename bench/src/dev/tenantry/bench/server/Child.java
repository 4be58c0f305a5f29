package dev.tenantry.bench.server;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

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

    boolean isAlive() {
        return process.isAlive();
    }

    /** On its standard input. */
    void tell(String line) throws IOException {
        var in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** Waits until it has printed a line with this in it, and says what comes after it there. */
    @CanIgnoreReturnValue
    String awaitLine(String text) throws IOException, InterruptedException {
        var wanted = Pattern.compile(Pattern.quote(text) + "(.*)\\R");
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        while (true) {
            var line = wanted.matcher(Files.readString(log));
            if (line.find()) {
                return line.group(1);
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("It does not start: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Waits until it has ended well. */
    void awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(LONGEST_START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("It does not end well: " + Files.readString(log));
        }
    }

    /** What it has of the machine's memory, in bytes: {@code VmRSS} of Linux. */
    long residentBytes() throws IOException {
        return bytes(Path.of("/proc/" + pid() + "/status"), "VmRSS:");
    }

    /** The same of any process, where what several share is divided among them: {@code Pss} of Linux. */
    static long proportionalBytes(long pid) throws IOException {
        return bytes(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:");
    }

    private static long bytes(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
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

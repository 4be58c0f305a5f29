package dev.tenantry.testing;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The packaged jar as a process of its own, as a user starts it. */
public final class PackagedServer implements AutoCloseable {
    private static final Path JAR = Path.of("target", "tenantry.jar").toAbsolutePath();
    /** A proof of isolation is the longest, while other tests keep the machine busy. */
    private static final int LONGEST_MINUTES = 5;

    /** Half of what a start costs the processor is to compile what is not run for long. */
    private static final List<String> OF_A_SHORT_LIFE = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final AtomicInteger STARTED = new AtomicInteger();
    private final Process process;
    private final Path output;
    private final int apiPort;
    private final int frontendPort;

    private PackagedServer(Process process, Path output, int apiPort, int frontendPort) {
        this.process = process;
        this.output = output;
        this.apiPort = apiPort;
        this.frontendPort = frontendPort;
    }

    /** Starts and does not wait; everything lives in {@code folder}, on free ports unless the variables say otherwise. */
    public static PackagedServer launch(Path folder, Map<String, String> variables, String... arguments) {
        return launch(folder, variables, false, arguments);
    }

    /** What it prints goes into a pipe that nobody empties. */
    public static PackagedServer launchUnread(Path folder) {
        return launch(folder, Map.of(), true);
    }

    private static PackagedServer launch(
            Path folder, Map<String, String> variables, boolean unread, String... arguments) {
        var apiPort = Ports.free();
        var frontendPort = Ports.free();
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(OF_A_SHORT_LIFE);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(folder);
            var output = outputFile();
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(unread ? Redirect.PIPE : Redirect.to(output.toFile()));
            var environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("POSTGRES_") || name.equals("DATABASE_URL"));
            environment.putAll(Map.of(
                    "API_PORT", String.valueOf(apiPort),
                    "FRONTEND_PORT", String.valueOf(frontendPort)));
            environment.putAll(new HashMap<>(variables));
            return new PackagedServer(builder.start(), output, apiPort, frontendPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kept for {@link SuiteLog} to read; begun anew by the first server of a run. */
    private static synchronized Path outputFile() throws IOException {
        var number = STARTED.incrementAndGet();
        if (number == 1) {
            SuiteLog.forget("packaged");
        }
        return Files.createFile(SuiteLog.file("packaged", number));
    }

    /** Starts and waits until it says that it is ready. */
    public static PackagedServer start(Path folder, Map<String, String> variables, String... arguments) {
        var server = launch(folder, variables, arguments);
        Await.until("ready: " + folder, () -> {
            if (!server.process.isAlive()) {
                throw new AssertionError("It ended: " + server.output());
            }
            return server.output().contains("Tenantry is ready.");
        });
        return server;
    }

    public Http api(Vertx vertx) {
        return new Http(vertx, apiPort);
    }

    public Http frontend(Vertx vertx) {
        return new Http(vertx, frontendPort);
    }

    /** By https; the certificate is the server's, PEM. */
    public Http api(Vertx vertx, String certificate) {
        return new Http(vertx, apiPort, certificate);
    }

    /** By https; the certificate is the server's, PEM. */
    public Http frontend(Vertx vertx, String certificate) {
        return new Http(vertx, frontendPort, certificate);
    }

    public int apiPort() {
        return apiPort;
    }

    public int frontendPort() {
        return frontendPort;
    }

    /** Everything it has printed so far. */
    public String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL: nothing of it gets to say goodbye. */
    public void kill() {
        process.destroyForcibly();
        var ended = exitCode();
        assert ended != 0;
    }

    /** Waits for its end. */
    public int exitCode() {
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("It does not end: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        terminate();
        var ended = exitCode();
        if (ended != 0 && ended != 137) {
            throw new AssertionError("It ended with " + ended + ": " + output());
        }
    }
}

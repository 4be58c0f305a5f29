package dev.tenantry.platform.embedded;

import dev.tenantry.platform.error.StartupException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and stops the server through {@code pg_ctl}, which gives it a session of its own: a Ctrl-C in the terminal does
 * not reach it while requests are still being finished.
 */
final class ServerControl {
    private static final Logger LOG = LoggerFactory.getLogger(ServerControl.class);
    private static final Pattern PORT = Pattern.compile("\"-p\" \"(\\d{4,5})\"");
    private static final long LOG_LIMIT_BYTES = 10L * 1024 * 1024;
    private static final int ATTEMPTS = 50;
    // After a crash PostgreSQL first replays its log, which is long after a lot of writing.
    private static final String START_SECONDS = "600";
    private static final String STOP_SECONDS = "60";

    private final DataFolder folder;
    private final Programs programs;

    ServerControl(DataFolder folder, Programs programs) {
        this.folder = folder;
        this.programs = programs;
    }

    void stopOrphan() {
        var left = Postmaster.read(folder);
        if (left.isEmpty()) {
            return;
        }
        if (left.get().isAliveIn(folder)) {
            LOG.info(
                    "Stopping PostgreSQL (process {}) that an earlier Tenantry left running",
                    left.get().pid());
            if (!stopped()) {
                throw new StartupException("PostgreSQL (process " + left.get().pid() + ") still runs in "
                        + folder.cluster() + " and does not stop. End it" + DataFolder.OR_ANOTHER);
            }
        } else if (left.get().isAlive()) {
            // Its number has gone to another program since, which PostgreSQL would take for a server of this folder.
            forget();
        }
    }

    /** Returns the port once the server takes connections. */
    int start() {
        rotateLog();
        UnixSocket.forget(folder);
        var port = lastPort();
        var sockets = UnixSocket.FOLDER;
        for (var attempt = 1; ; attempt++) {
            var logEnd = folder.log().toFile().length();
            var started = programs.run(
                    "pg_ctl",
                    "start",
                    "--wait",
                    "--timeout=" + START_SECONDS,
                    "--pgdata=" + folder.cluster(),
                    "--log=" + folder.log(),
                    "--options=-p " + port + " -c listen_addresses=" + LoopbackPort.ADDRESS
                            + " -c unix_socket_directories=" + sockets);
            if (!started.failed()) {
                return port;
            }
            var reason = reason(started, logEnd);
            // Between our look and PostgreSQL's start another program may have taken the port; and after its main
            // process was killed the others take a moment to notice. Each attempt lasts a tenth of a second.
            var taken = !isRunning() && !LoopbackPort.isFree(port);
            if (!sockets.isEmpty() && UnixSocket.isMissedBy(reason)) {
                LOG.info("PostgreSQL is reached by the network, since it cannot have a Unix socket: {}", reason);
                sockets = "";
                continue;
            }
            if (attempt == ATTEMPTS || !(taken || reason.contains("pre-existing shared memory block"))) {
                stop();
                throw new StartupException("PostgreSQL does not start (" + reason + "). See " + folder.log() + ".");
            }
            if (taken) {
                port = anyPort();
            }
        }
    }

    void stop() {
        if (!stopped()) {
            LOG.error("PostgreSQL in {} did not stop; the next start stops it", folder.cluster());
        }
    }

    private boolean stopped() {
        for (var mode : new String[] {"fast", "immediate"}) {
            if (!isRunning()) {
                return true;
            }
            var outcome = programs.run(
                    "pg_ctl",
                    "stop",
                    "--wait",
                    "--mode=" + mode,
                    "--timeout=" + STOP_SECONDS,
                    "--pgdata=" + folder.cluster());
            if (!outcome.failed()) {
                return true;
            }
            LOG.warn("PostgreSQL did not stop ({}): {}", mode, outcome.lastLine());
        }
        return false;
    }

    private boolean isRunning() {
        return Postmaster.read(folder).filter(p -> p.isAliveIn(folder)).isPresent();
    }

    private void forget() {
        try {
            Files.deleteIfExists(Postmaster.file(folder));
        } catch (IOException e) {
            throw new StartupException(
                    Postmaster.file(folder) + " is left from a crash and cannot be deleted (" + DataFolder.reason(e)
                            + "). Delete it" + DataFolder.OR_ANOTHER,
                    e);
        }
    }

    /** The port of the last run, so that what an operator has noted stays right; another one when it is taken. */
    private int lastPort() {
        var options = folder.cluster().resolve("postmaster.opts");
        try {
            var match = PORT.matcher(Files.exists(options) ? Files.readString(options) : "");
            if (match.find() && LoopbackPort.isFree(Integer.parseInt(match.group(1)))) {
                return Integer.parseInt(match.group(1));
            }
        } catch (IOException e) {
            LOG.debug("The port of the last run is unknown", e);
        }
        return anyPort();
    }

    private static int anyPort() {
        return LoopbackPort.anyFree()
                .orElseThrow(() -> new StartupException("No port is free on " + LoopbackPort.ADDRESS
                        + " for PostgreSQL. End programs that hold many, or set DATABASE_URL."));
    }

    private void rotateLog() {
        try {
            if (folder.log().toFile().length() > LOG_LIMIT_BYTES) {
                Files.move(
                        folder.log(),
                        folder.log().resolveSibling("postgres.log.1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            LOG.debug("The log stays as it is", e);
        }
    }

    /** What PostgreSQL wrote to its log since the start began; pg_ctl itself only points there. */
    private String reason(Programs.Outcome started, long logEnd) {
        try (var log = new RandomAccessFile(folder.log().toFile(), "r")) {
            log.seek(Math.min(logEnd, log.length()));
            var bytes = new byte[(int) Math.min(log.length() - log.getFilePointer(), 16_384)];
            log.readFully(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            return new Programs.Outcome(started.exit(), text.isBlank() ? started.output() : text).complaint();
        } catch (IOException e) {
            return started.lastLine();
        }
    }
}

package dev.tenantry.cli;

import dev.tenantry.app.Application;
import dev.tenantry.app.Closing;
import dev.tenantry.platform.config.Config;
import dev.tenantry.platform.config.Config.Parts;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.telemetry.Logging;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code tenantry rehearse}: what a JVM remembers of it makes later starts faster. The environment is not read: nothing of
 * an installation takes part.
 */
@Command(
        name = "rehearse",
        description =
                "Start everything on a database of its own, do what clients do first, and stop. The launcher lets the"
                        + " JVM write down what it learns of that, for faster starts.",
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RehearseCommand.class);
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    @Parameters(paramLabel = "FOLDER", description = "Where that database lives; to be deleted afterwards.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        var ports = freePorts(2);
        var config = Config.read(
                Map.of(
                        "DATA_DIR", String.valueOf(folder),
                        "API_PORT", ports.get(0),
                        "FRONTEND_PORT", ports.get(1)),
                Parts.ALL);
        Logging.configure(config.environment(), Optional.empty());
        var started = Promise.<Application>promise();
        // A signal ends this, and may not leave PostgreSQL behind.
        var ending = new Thread(() -> stop(started.future()), "tenantry-stop");
        Runtime.getRuntime().addShutdownHook(ending);
        Application.start(config, List.of()).onComplete(started);
        try {
            var application = Blocking.await(started.future());
            var vertx = Vertx.vertx();
            Blocking.await(Closing.after(vertx, new Rehearsal(vertx, config).play()));
            Runtime.getRuntime().removeShutdownHook(ending);
            Blocking.await(application.stop());
        } finally {
            Logging.close();
        }
        return 0;
    }

    private static void stop(Future<Application> starting) {
        try {
            Blocking.await(Blocking.await(starting, LONGEST_END).stop(), LONGEST_END);
        } catch (Exception e) {
            LOG.debug("Nothing was left to stop", e);
        }
    }

    private static List<String> freePorts(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            for (var socket : sockets) {
                socket.close();
            }
            return sockets.stream()
                    .map(socket -> String.valueOf(socket.getLocalPort()))
                    .toList();
        } catch (IOException e) {
            throw new StartupException("There are no free ports to rehearse on.", e);
        }
    }
}

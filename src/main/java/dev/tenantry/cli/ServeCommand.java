package dev.tenantry.cli;

import dev.tenantry.app.Application;
import dev.tenantry.platform.config.Config;
import dev.tenantry.platform.config.Config.Parts;
import dev.tenantry.platform.config.Listener;
import dev.tenantry.platform.telemetry.Logging;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code tenantry serve}: until it is told to stop. */
@Command(name = "serve", description = "Serve the API and the web pages.", mixinStandardHelpOptions = true)
class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final String FIRST_TENANT = """

              Register your first tenant:
              curl -X POST %s/tenants/register -H "Content-Type: application/json" \\
                -d '{"tenant_name":"Acme Corp","tenant_slug":"acme","admin_username":"admin",\
            "admin_email":"admin@acme.com","admin_password":"secure123"}'
            """;
    private static final String TRY_IT = """

              Try it:
              curl %s/health
            """;
    private static final String FIRST_OPERATOR = """
              There is no operator yet. Within half an hour the first one can be set up, once, at
              %s
            """;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    @Option(
            names = "--only",
            paramLabel = "PART",
            converter = Part.class,
            description = "Serve one part: api, frontend.")
    private Parts parts = Parts.ALL;

    @Override
    public Integer call() throws Exception {
        var config = Config.ofProcess(parts);
        Logging.configure(config.environment(), config.logDir());
        var started = Promise.<Application>promise();
        var stopped = new CountDownLatch(1);
        // Before anything is opened: a signal may come at once.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started.future(), stopped), "tenantry-stop"));
        Application.start(config, List.of()).onComplete(started);
        var application = Blocking.await(started.future());
        announce(application, config.environment().isProduction(), System.out);
        Blocking.await(application.setupLink()).ifPresent(link -> System.out.println(FIRST_OPERATOR.formatted(link)));
        System.out.flush();
        stopped.await();
        return 0;
    }

    /**
     * Also when the signal comes before everything has started: what has been opened is closed again. A start that hangs is
     * given up after a while.
     */
    private static void stop(Future<Application> starting, CountDownLatch stopped) {
        try {
            var application = Blocking.await(starting, LONGEST_WAIT);
            LOG.info("Stopping: running requests may end.");
            Blocking.await(application.stop(), LONGEST_WAIT);
            LOG.info("Stopped.");
            Logging.close();
            // A JVM that a signal ends would tell 143; this end was asked for and is clean.
            Runtime.getRuntime().halt(0);
        } catch (TimeoutException e) {
            LOG.warn("Not stopped within {} s: ending all the same", LONGEST_WAIT.toSeconds());
            Logging.close();
            Runtime.getRuntime().halt(143);
        } catch (Exception e) {
            LOG.debug("Nothing was left to stop", e);
        } finally {
            stopped.countDown();
        }
    }

    private static void announce(Application application, boolean production, PrintStream out) {
        out.println();
        out.println("Tenantry is ready.");
        application.api().ifPresent(api -> out.println("  API       " + url(api)));
        application.frontend().ifPresent(frontend -> out.println("  Frontend  " + url(frontend)));
        application.database().ifPresent(database -> out.println("  Database  " + database));
        var curl = production ? TRY_IT : FIRST_TENANT;
        application.api().ifPresent(api -> out.println(curl.formatted(url(api))));
        out.flush();
    }

    private static String url(Listener listener) {
        var host = listener.host().equals("127.0.0.1") || listener.host().equals("0.0.0.0")
                ? "localhost"
                : listener.host();
        return listener.scheme() + "://" + host + ":" + listener.port();
    }

    /** The words of {@code --only}. */
    static final class Part implements ITypeConverter<Parts> {
        @Override
        public Parts convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "api" -> Parts.API;
                case "frontend" -> Parts.FRONTEND;
                default -> throw new TypeConversionException("expected api or frontend, not '" + text + "'");
            };
        }
    }
}

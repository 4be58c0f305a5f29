package dev.tenantry.cli;

import dev.tenantry.app.Closing;
import dev.tenantry.platform.config.Config;
import dev.tenantry.platform.config.Config.Parts;
import dev.tenantry.platform.telemetry.Logging;
import dev.tenantry.proof.Prover;
import dev.tenantry.proof.Report;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tenantry prove-isolation}: exit code 1 when anything leaks. */
@Command(
        name = "prove-isolation",
        description = "Make two throw-away tenants, try to get from one to the other in every way, and take them away.",
        mixinStandardHelpOptions = true)
final class ProveIsolationCommand implements Callable<Integer> {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the API is. Without it: where this configuration has it, and if nothing answers there,"
                    + " one started for this.")
    private @Nullable URI url;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var config = Config.ofProcess(Parts.API);
        Logging.configureQuietlyBesideAnswer(config.environment());
        var vertx = Vertx.vertx();
        var report = Blocking.await(Closing.after(vertx, new Prover(vertx, config).prove(Optional.ofNullable(url))));
        print(report);
        return report.leaks().isEmpty() ? 0 : 1;
    }

    private void print(Report report) {
        System.out.print(json ? report.json() + "\n" : report.text());
        System.out.flush();
    }
}

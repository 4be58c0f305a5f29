package dev.tenantry.cli;

import dev.tenantry.app.Backend;
import dev.tenantry.platform.error.StartupException;
import io.vertx.core.Future;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tenantry tenant …}: whether a tenant's people may come in. */
@Command(name = "tenant", description = "Suspend and resume tenants.", mixinStandardHelpOptions = true)
final class TenantCommand {

    @Command(
            name = "suspend",
            description = "Answer 403 to everything of this tenant, within a second on every node.",
            mixinStandardHelpOptions = true)
    int suspend(@Parameters(paramLabel = "SLUG") String slug) throws Exception {
        return change(slug, backend -> backend.suspend(slug), "is suspended");
    }

    @Command(name = "resume", description = "Let a suspended tenant in again.", mixinStandardHelpOptions = true)
    int resume(@Parameters(paramLabel = "SLUG") String slug) throws Exception {
        return change(slug, backend -> backend.resume(slug), "is active");
    }

    private static int change(String slug, Function<Backend, Future<Boolean>> work, String outcome) throws Exception {
        if (!BackendTool.run(work)) {
            throw new StartupException("There is no tenant " + slug + ".");
        }
        System.out.println("Tenant " + slug + " " + outcome + ".");
        return 0;
    }
}

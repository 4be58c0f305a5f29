package dev.tenantry.cli;

import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
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
        return set(slug, TenantStatus.SUSPENDED);
    }

    @Command(name = "resume", description = "Let a suspended tenant in again.", mixinStandardHelpOptions = true)
    int resume(@Parameters(paramLabel = "SLUG") String slug) throws Exception {
        return set(slug, TenantStatus.ACTIVE);
    }

    private static int set(String slug, TenantStatus status) throws Exception {
        var none = new StartupException("There is no tenant " + slug + ".");
        var wanted = TenantSlug.parse(slug).orElseThrow(() -> none);
        if (BackendTool.run(backend -> backend.setStatus(wanted, status)).isEmpty()) {
            throw none;
        }
        System.out.println("Tenant " + wanted + " is " + status.wire() + ".");
        return 0;
    }
}

package dev.tenantry.cli;

import io.vertx.core.Future;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code tenantry migrate}: what serving does before it serves, alone. */
@Command(name = "migrate", description = "Bring the database up to date and check it.", mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        // Joining the database migrates it.
        BackendTool.run(backend -> Future.succeededFuture(true));
        System.out.println("The database is up to date.");
        return 0;
    }
}

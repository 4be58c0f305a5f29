package dev.tenantry.cli;

import dev.tenantry.app.Application;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.telemetry.Logging;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program {@code tenantry}; without a command it serves. */
@Command(
        name = "tenantry",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Versions.class,
        description = "A multi-tenant backend on Vert.x and PostgreSQL. Without a command: serve.",
        subcommands = {
            MigrateCommand.class,
            KeysCommand.class,
            TenantCommand.class,
            AuditCommand.class,
            OperatorCommand.class,
            SqlCommand.class,
            ProveIsolationCommand.class,
            RehearseCommand.class
        })
public final class Main extends ServeCommand {
    private static final int FAILED = 1;
    private static final Set<List<String>> SERVING = Set.of(List.of(), List.of("serve"));

    public static void main(String[] arguments) {
        // Else Netty wakes the JVM's flight recorder at each start, a tenth of it, for events of its buffers.
        System.getProperties().putIfAbsent("io.netty.jfr.enabled", "false");
        // Reading all commands by reflection takes a sixth of a start, and this one has nothing to be read.
        var code = SERVING.contains(List.of(arguments)) ? serve() : execute(arguments);
        Logging.close();
        // Vert.x threads are no daemons: a command that is over has to say so.
        System.exit(code);
    }

    private static int serve() {
        try {
            return new ServeCommand().call();
        } catch (Exception e) {
            return tell(e);
        }
    }

    private static int execute(String... arguments) {
        return new CommandLine(new Main())
                .addSubcommand("serve", new ServeCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(failure))
                .execute(arguments);
    }

    /** What an operator can act on is one line; anything else is ours, and comes with its trace. */
    private static int tell(Exception failure) {
        if (failure instanceof StartupException) {
            System.err.println(failure.getMessage());
            LoggerFactory.getLogger(Main.class).debug("Start-up failed", failure);
        } else {
            LoggerFactory.getLogger(Main.class).error("Tenantry cannot go on", failure);
        }
        return FAILED;
    }

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tenantry " + Application.version()};
        }
    }
}

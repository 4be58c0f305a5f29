package dev.tenantry.cli;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tenantry audit …}: whether the audit trail is as it was written. */
@Command(name = "audit", description = "Look after the audit trail.", mixinStandardHelpOptions = true)
final class AuditCommand {

    /** Exit code 1 when anything is not as it was written. */
    @Command(
            name = "verify",
            description = "Compare the audit trail with its seals. Exit code 1 when anything is not as it was written.",
            mixinStandardHelpOptions = true)
    int verify(
            @Option(names = "--tenant", paramLabel = "SLUG", description = "One tenant; without it, all.") @Nullable
                    String tenant,
            @Option(
                            names = "--heads",
                            paramLabel = "FILE",
                            description = "The log with the lines of the logger audit, kept where nobody with access to"
                                    + " the database can change it. Without it, the newest seals can be missing"
                                    + " unnoticed.")
                    @Nullable
                    Path heads,
            @Option(
                            names = "--former-key",
                            paramLabel = "FILE",
                            description = "A file with what SECRET_KEY was before; may come more than once.")
                    @Nullable
                    List<Path> formerKeys)
            throws Exception {
        var secrets = secrets(formerKeys == null ? List.of() : formerKeys);
        var findings = BackendTool.answer(backend -> backend.verifyAudit(
                Optional.ofNullable(tenant), Optional.ofNullable(heads), secrets, System.out::println));
        System.out.println(findings == 0 ? "Nothing was tampered with." : "Findings: " + findings);
        System.out.flush();
        return findings == 0 ? 0 : 1;
    }

    private static List<Secret> secrets(List<Path> files) throws IOException {
        var secrets = new ArrayList<Secret>();
        for (var file : files) {
            if (!Files.isReadable(file)) {
                throw new StartupException("There is no file " + file + ".");
            }
            secrets.add(new Secret(Files.readString(file).strip()));
        }
        return secrets;
    }
}

package dev.tenantry.cli;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.StartupException;
import io.vertx.core.Future;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tenantry operator …}: the people who look after all tenants. */
@Command(name = "operator", description = "Let operators in.", mixinStandardHelpOptions = true)
final class OperatorCommand {

    @Command(
            name = "create",
            description = "Make somebody an owner of the tenant operator, and that tenant if it is not there. The"
                    + " password is the first line of standard input.",
            mixinStandardHelpOptions = true)
    int create(
            @Option(names = "--username", required = true, paramLabel = "NAME") String username,
            @Option(names = "--email", required = true, paramLabel = "ADDRESS") String email)
            throws Exception {
        var password = password();
        BackendTool.run(backend -> backend.createOperator(username, email, password)
                .map("made")
                .recover(failure -> Future.failedFuture(
                        failure instanceof AppException known ? new StartupException(told(known)) : failure)));
        System.out.println("Operator " + username + " can sign in to the tenant operator.");
        return 0;
    }

    private static Secret password() throws IOException {
        var line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null || line.isEmpty()) {
            throw new StartupException("Give the password on standard input.");
        }
        return new Secret(line);
    }

    private static String told(AppException failure) {
        return failure.details().isEmpty()
                ? failure.text() + "."
                : failure.details().stream()
                        .map(detail -> detail.field() + " " + detail.problem())
                        .collect(Collectors.joining("; ", "", "."));
    }
}

package dev.tenantry.platform.embedded;

import dev.tenantry.platform.error.StartupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code initdb}, {@code pg_ctl} and {@code postgres} to their end. PostgreSQL refuses root, so root's programs run
 * in a user namespace of their own, where they have no privileges but the same owner.
 */
record Programs(DataFolder folder, Path bin, boolean root) {
    // The rest of our environment holds secrets, and variables like PGPORT that would change what the programs do.
    private static final Set<String> PASSED_ON =
            Set.of("PATH", "HOME", "LD_LIBRARY_PATH", "SystemRoot", "SYSTEMROOT", "USERPROFILE", "TEMP", "TMP");

    /** How a program ended, and all that it printed. */
    record Outcome(int exit, String output) {
        boolean failed() {
            return exit != 0;
        }

        /** What a failing program has said last, which is the reason more often than not. */
        String lastLine() {
            return output.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((a, b) -> b)
                    .orElse("exit code " + exit);
        }

        /** The first complaint, else the last line. */
        String complaint() {
            return output.lines()
                    .filter(line -> line.contains("FATAL:") || line.contains("error:"))
                    .map(line -> line.replaceFirst("^.*?(FATAL|error):\\s*", ""))
                    .findFirst()
                    .orElseGet(this::lastLine);
        }
    }

    Outcome run(String program, String... arguments) {
        return runWithInput("", program, arguments);
    }

    Outcome runWithInput(String input, String program, String... arguments) {
        try {
            // A file and not a pipe: on Windows the server inherits the handles, and a pipe would not end before it.
            var output = folder.programOutput();
            var process = builder(command(program, arguments), output).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading: its exit code and output say why.
            }
            var outcome = new Outcome(waitFor(process), Files.readString(output, StandardCharsets.ISO_8859_1));
            Files.deleteIfExists(output);
            if (root && outcome.failed() && outcome.output().startsWith("unshare:")) {
                throw notAsRoot(outcome.lastLine(), null);
            }
            return outcome;
        } catch (IOException e) {
            if (root && DataFolder.reason(e).startsWith("Cannot run program \"unshare\"")) {
                throw notAsRoot("it has no program unshare", e);
            }
            throw new StartupException(
                    "PostgreSQL's " + program + " cannot be run on this machine (" + DataFolder.reason(e)
                            + "). Set DATABASE_URL to a PostgreSQL server of yours.",
                    e);
        }
    }

    private List<String> command(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (root) {
            command.addAll(List.of("unshare", "-U", "--"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private ProcessBuilder builder(List<String> command, Path output) {
        var builder = new ProcessBuilder(command)
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().retainAll(PASSED_ON);
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /** Through interrupts: to leave a program half-way would cost more than to wait for it. */
    private static int waitFor(Process process) {
        var interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static StartupException notAsRoot(String reason, @Nullable IOException cause) {
        var line = "PostgreSQL does not run as root, and this machine does not let root set its privileges aside ("
                + reason + "). Run Tenantry as another user, or set DATABASE_URL to a PostgreSQL server of yours.";
        return cause == null ? new StartupException(line) : new StartupException(line, cause);
    }
}

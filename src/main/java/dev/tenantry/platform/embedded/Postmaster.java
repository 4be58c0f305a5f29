package dev.tenantry.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * PostgreSQL's own note of its main process, {@code postmaster.pid}. A crash leaves it behind, a copy of the folder
 * carries it along: it is true only of a process that {@link #isAliveIn} finds.
 *
 * @param folder the cluster as it was called when the process started
 */
record Postmaster(long pid, Path folder, int port, boolean ready) {

    static Optional<Postmaster> read(DataFolder data) {
        try {
            var lines = Files.readAllLines(file(data));
            if (lines.size() < 4) {
                return Optional.empty();
            }
            var ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(0).strip()),
                    Path.of(lines.get(1)),
                    Integer.parseInt(lines.get(3).strip()),
                    ready));
        } catch (IOException | NumberFormatException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    static Path file(DataFolder data) {
        return data.cluster().resolve("postmaster.pid");
    }

    boolean isAlive() {
        return ProcessHandle.of(pid).isPresent();
    }

    /** Whether the process lives, is PostgreSQL and serves this very folder, not one of the same name or content. */
    boolean isAliveIn(DataFolder data) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .map(command -> Path.of(command).getFileName())
                .filter(name -> name != null && name.toString().startsWith("postgres"))
                .map(name -> serves(data))
                .orElse(false);
    }

    private boolean serves(DataFolder data) {
        try {
            // The postmaster works in its cluster; Linux can tell, also after the folder was moved or copied.
            var workingFolder = Path.of("/proc", Long.toString(pid), "cwd");
            return Files.isSameFile(Files.exists(workingFolder) ? workingFolder : folder, data.cluster());
        } catch (IOException e) {
            return false;
        }
    }
}

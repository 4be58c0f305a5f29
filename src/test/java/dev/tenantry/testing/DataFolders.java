package dev.tenantry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Data folders as the first start of the packaged jar leaves them: for tests that are not about a first start. */
public final class DataFolders {
    private static final Path MADE_IN = Path.of("target", "packaged-server").toAbsolutePath();

    private DataFolders() {}

    private static final class Holder {
        static final Path FIRST = make();
    }

    /** Puts one where the servers that are started in {@code folder} look for it. */
    public static void copyInto(Path folder) {
        copyTo(folder.resolve("data"));
    }

    /** Puts one there. */
    public static void copyTo(Path data) {
        try (var files = Files.walk(Holder.FIRST.resolve("postgres"))) {
            Files.createDirectories(data);
            Files.createSymbolicLink(data.resolve("postgres-bin"), Holder.FIRST.resolve("postgres-bin"));
            // Without the secrets, what the database was encrypted with would be gone.
            for (var name : List.of("postgres.password", "secret_key", "jwt_secret_key")) {
                copy(Holder.FIRST.resolve(name), data);
            }
            // The port of the last start is asked for again: each copy is to find its own.
            for (var file :
                    files.filter(file -> !file.endsWith("postmaster.opts")).toList()) {
                copy(file, data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path file, Path data) throws IOException {
        var target = data.resolve(Holder.FIRST.relativize(file).toString());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static Path make() {
        // What another build has made may be older than this one's migrations.
        delete(MADE_IN);
        var making = PackagedServer.launch(MADE_IN, Map.of(), "migrate");
        if (making.exitCode() != 0) {
            throw new AssertionError("No data folder: " + making.output());
        }
        return MADE_IN.resolve("data");
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

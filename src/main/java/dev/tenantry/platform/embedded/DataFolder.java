package dev.tenantry.platform.embedded;

import dev.tenantry.platform.embedded.file.OwnerOnly;
import dev.tenantry.platform.error.StartupException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Where everything is under one data folder; {@code root} is a real path, so that it is the folder's only name. */
record DataFolder(Path root) {
    /** Every refusal ends with it. */
    static final String OR_ANOTHER = ", or set DATA_DIR to another folder.";

    /** Makes the folder when it is missing, for its owner only. */
    static DataFolder prepare(Path dataDir) {
        var path = dataDir.toAbsolutePath().normalize();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new StartupException("The data folder " + path + " is a file. Move it away" + OR_ANOTHER);
        }
        // pg_ctl hands these paths to a shell inside double quotes and does not escape them.
        if (path.toString().chars().anyMatch(c -> "\"$`\n\r".indexOf(c) >= 0)) {
            throw new StartupException(
                    "The data folder's name has a quote, a dollar sign or a line break in it, which PostgreSQL's"
                            + " programs cannot handle. Rename it" + OR_ANOTHER);
        }
        try {
            Files.createDirectories(path, OwnerOnly.folder(path));
            return new DataFolder(path.toRealPath());
        } catch (IOException e) {
            throw new StartupException(
                    "The data folder " + path + " cannot be created (" + reason(e) + "). Make it" + OR_ANOTHER, e);
        }
    }

    static Optional<DataFolder> existing(Path dataDir) {
        try {
            return Optional.of(new DataFolder(dataDir.toRealPath()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** PGDATA. */
    Path cluster() {
        return root.resolve("postgres");
    }

    Path binaries() {
        return root.resolve("postgres-bin");
    }

    Path password() {
        return root.resolve("postgres.password");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    /** What the last PostgreSQL program printed; gone again once it was read. */
    Path programOutput() {
        return root.resolve("postgres.out");
    }

    /** What went wrong with a file, in words: the JDK's message is often the path alone. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in its place";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason().toLowerCase(Locale.ROOT);
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}

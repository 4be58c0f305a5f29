package dev.tenantry.platform.config;

import dev.tenantry.platform.error.StartupException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/** The secrets an installation is built on: given by variable, or in development made once and kept in the data folder. */
final class InstallationSecrets {
    private static final int MIN_LENGTH = 32;
    private final Settings settings;
    private final AppEnvironment environment;
    private final Path dataDir;

    InstallationSecrets(Settings settings, AppEnvironment environment, Path dataDir) {
        this.settings = settings;
        this.environment = environment;
        this.dataDir = dataDir;
    }

    Secret read(String name) {
        var given = settings.find(name).orElse(null);
        if (given != null) {
            if (given.length() < MIN_LENGTH) {
                settings.mistake(
                        name, "must have at least " + MIN_LENGTH + " characters; try: openssl rand -base64 48");
            }
            return new Secret(given);
        }
        if (environment.isProduction()) {
            settings.mistake(name, "must be set in production, the same on every node; try: openssl rand -base64 48");
        }
        // Nothing is written for a configuration that is refused anyway.
        return settings.sound() ? kept(dataDir.resolve(name.toLowerCase(Locale.ROOT))) : new Secret("");
    }

    private Secret kept(Path file) {
        try {
            return new Secret(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return made(file);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Secret made(Path file) {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try {
            Files.createDirectories(dataDir, onlyOwner("rwx------"));
            var draft = Files.createTempFile(dataDir, file.getFileName().toString(), ".new", onlyOwner("rw-------"));
            Files.writeString(draft, value + "\n");
            try {
                Files.createLink(file, draft);
            } catch (UnsupportedOperationException e) {
                Files.move(draft, file);
                return new Secret(value);
            } catch (FileAlreadyExistsException e) {
                return kept(file);
            } finally {
                Files.deleteIfExists(draft);
            }
            return new Secret(value);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private StartupException unusable(IOException cause) {
        return new StartupException(
                "The data folder " + dataDir.toAbsolutePath().normalize()
                        + " cannot be used: make it a folder this user may write, or set DATA_DIR to another.",
                cause);
    }

    private FileAttribute<?>[] onlyOwner(String permissions) {
        var posix = dataDir.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}

package dev.tenantry.platform.embedded;

import dev.tenantry.platform.embedded.file.FileTree;
import dev.tenantry.platform.embedded.file.TarXz;
import dev.tenantry.platform.error.StartupException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PostgreSQL's programs, unpacked from the archive on the class path into a folder named after its checksum. */
record Binaries(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);

    static Binaries unpackInto(DataFolder data) {
        var os = os(System.getProperty("os.name", ""));
        var arch = arch(System.getProperty("os.arch", ""));
        var archive = archive(os, arch)
                .orElseThrow(() -> new StartupException("This build of Tenantry brings no PostgreSQL for " + os + " "
                        + arch + ". Set DATABASE_URL to a PostgreSQL server of yours."));
        try {
            var target = data.binaries().resolve(fingerprint(archive));
            if (!Files.isDirectory(target)) {
                unpack(archive, target);
            }
            return new Binaries(target);
        } catch (IOException e) {
            throw new StartupException(
                    "PostgreSQL cannot be unpacked into " + data.binaries() + " (" + DataFolder.reason(e)
                            + "). Make room there" + DataFolder.OR_ANOTHER,
                    e);
        }
    }

    Path bin() {
        return folder.resolve("bin");
    }

    /** Deletes what earlier versions and broken-off starts have left beside it. */
    void removeOthers() {
        var parent = folder.toAbsolutePath().getParent();
        if (parent == null) {
            return;
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            for (var other : siblings.filter(path -> !path.equals(folder)).toList()) {
                FileTree.delete(other);
            }
        } catch (IOException e) {
            LOG.debug("Old programs stay in {}", parent, e);
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        LOG.info("Unpacking PostgreSQL into {}", target);
        var unfinished = target.resolveSibling(target.getFileName() + ".new");
        FileTree.delete(unfinished);
        Files.createDirectories(unfinished);
        try (var in = new BufferedInputStream(archive.openStream())) {
            TarXz.unpack(in, unfinished);
        }
        FileTree.sync(unfinished);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Tells one archive from another without reading its megabytes at every start. */
    private static String fingerprint(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (var jar = connection.getJarFile()) {
                var entry = jar.getJarEntry(connection.getEntryName());
                return String.format("%08x-%d", entry.getCrc(), entry.getSize());
            }
        }
        var file = Path.of(URI.create(archive.toString()));
        return String.format("%x-%d", Files.getLastModifiedTime(file).toMillis(), Files.size(file));
    }

    private static Optional<URL> archive(String os, String arch) {
        // On a Mac one universal archive may stand for both processors.
        var archs = os.equals("darwin") ? List.of(arch, "x86_64", "arm_64") : List.of(arch);
        return archs.stream()
                .flatMap(a -> Stream.ofNullable(Binaries.class.getResource("/postgres-" + os + "-" + a + ".txz")))
                .findFirst();
    }

    private static String os(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("mac") || lower.startsWith("darwin")) {
            return "darwin";
        }
        return lower.startsWith("windows") ? "windows" : lower;
    }

    private static String arch(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> name;
        };
    }
}

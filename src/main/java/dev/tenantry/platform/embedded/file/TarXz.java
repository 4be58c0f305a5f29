package dev.tenantry.platform.embedded.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Reads a {@code .txz} into a folder: files, folders and links that stay inside, with their executable bit. */
public final class TarXz {
    private static final int OWNER_MAY_EXECUTE = 0100;

    private TarXz() {}

    public static void unpack(InputStream in, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, folder);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        var target = inside(folder, folder, entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(".").normalize());
        if (entry.isSymbolicLink()) {
            var from = target.resolveSibling(".").normalize();
            var to = inside(folder, from, entry.getLinkName());
            Files.createSymbolicLink(target, from.relativize(to));
        } else if (entry.isLink()) {
            Files.copy(inside(folder, folder, entry.getLinkName()), target);
        } else if (entry.isFile()) {
            Files.copy(tar, target);
            if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && OwnerOnly.isPosix(target)) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } else {
            throw new IOException("the archive has a special file in it: " + entry.getName());
        }
    }

    private static Path inside(Path folder, Path from, String name) throws IOException {
        var path = from.resolve(name).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("the archive points outside of its folder: " + name);
        }
        return path;
    }
}

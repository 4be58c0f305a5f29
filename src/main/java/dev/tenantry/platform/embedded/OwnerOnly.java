package dev.tenantry.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Permissions that shut everybody else out; nothing to set where the file system has no POSIX permissions. */
final class OwnerOnly {
    private OwnerOnly() {}

    /** For the calls that create a folder: 0700. */
    static FileAttribute<?>[] folder(Path path) {
        return attributes(path, "rwx------");
    }

    /** For the calls that create a file: 0600. */
    static FileAttribute<?>[] file(Path path) {
        return attributes(path, "rw-------");
    }

    static void tighten(Path folder) throws IOException {
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}

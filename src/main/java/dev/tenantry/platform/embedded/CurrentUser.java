package dev.tenantry.platform.embedded;

import dev.tenantry.platform.embedded.file.OwnerOnly;
import dev.tenantry.platform.error.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;

/** The user this process runs as, told by a file it has just created; {@code root} only on systems that have one. */
record CurrentUser(UserPrincipal name, boolean root) {

    /** Refuses a folder this user cannot write to or whose data is somebody else's; makes an own folder 0700. */
    static CurrentUser mayKeep(DataFolder folder) {
        try {
            var user = probe(folder.root());
            var mine = Files.getOwner(folder.root()).equals(user.name());
            if (mine) {
                OwnerOnly.tighten(folder.root());
            }
            // Root reads everything itself, but its PostgreSQL runs without root's privileges.
            if (!mine && user.root()) {
                throw user.foreign(folder.root());
            }
            for (var path : List.of(folder.cluster(), folder.password(), folder.lock())) {
                if (Files.exists(path) && !Files.getOwner(path).equals(user.name())) {
                    throw user.foreign(path);
                }
            }
            return user;
        } catch (IOException e) {
            throw new StartupException(
                    "The data folder " + folder.root() + " is not writable (" + DataFolder.reason(e)
                            + "). Make it writable for the user Tenantry runs as" + DataFolder.OR_ANOTHER,
                    e);
        }
    }

    private static CurrentUser probe(Path folder) throws IOException {
        var file = Files.createTempFile(folder, ".owner", "");
        try {
            var hasUid = file.getFileSystem().supportedFileAttributeViews().contains("unix");
            var root = hasUid && Files.getAttribute(file, "unix:uid").equals(0);
            return new CurrentUser(Files.getOwner(file), root);
        } finally {
            Files.delete(file);
        }
    }

    private StartupException foreign(Path path) throws IOException {
        var owner = Files.getOwner(path).getName();
        return new StartupException(path + " belongs to user " + owner + ", and Tenantry runs as " + name.getName()
                + ". Run Tenantry as " + owner + ", give the data folder to " + name.getName()
                + DataFolder.OR_ANOTHER);
    }
}

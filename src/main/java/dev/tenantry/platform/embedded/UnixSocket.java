package dev.tenantry.platform.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's socket, within the cluster, which only its owner can enter. */
final class UnixSocket {
    private static final Logger LOG = LoggerFactory.getLogger(UnixSocket.class);

    /**
     * For PostgreSQL, relative to the cluster: it takes a list here, in which a folder's name would have to be quoted. Nothing where
     * paths begin otherwise: the client knows a socket by its first character.
     */
    static final String FOLDER = File.separatorChar == '/' ? "." : "";

    private static final String NAME = ".s.PGSQL.";
    // Of the systems there are, the least that fits into an address.
    private static final int LONGEST = 103;

    private UnixSocket() {}

    /** Whether PostgreSQL did not start for want of it: not every file system can hold one. */
    static boolean isMissedBy(String reason) {
        return reason.contains("Unix-domain socket") || reason.contains(NAME);
    }

    /** Empty where there is none, as on systems that know none, or its path is too long for an address. */
    static Optional<Path> folder(DataFolder data, int port) {
        var socket = data.cluster().resolve(NAME + port);
        var length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        return Optional.of(data.cluster())
                .filter(folder -> folder.toString().startsWith("/") && length <= LONGEST && Files.exists(socket));
    }

    /**
     * Once nobody serves this cluster: a crash leaves a note of its process behind, which PostgreSQL would believe when another
     * program has got the number since.
     */
    static void forget(DataFolder data) {
        try (var left = Files.newDirectoryStream(data.cluster(), NAME + "*")) {
            for (var file : left) {
                Files.delete(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("What is left of a socket stays", e);
        }
    }
}

package dev.tenantry.platform.embedded;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.embedded.file.FileTree;
import dev.tenantry.platform.embedded.file.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** The superuser's password on disk: 256 random bits in hexadecimal, readable by the owner only. */
final class PasswordFile {
    private static final int BYTES = 32;

    private PasswordFile() {}

    static Secret random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    static Optional<Secret> read(DataFolder folder) {
        try {
            return Optional.of(Files.readString(folder.password()).strip())
                    .filter(text -> !text.isEmpty())
                    .map(Secret::new);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void write(DataFolder folder, Secret password) throws IOException {
        var unfinished = folder.password().resolveSibling("postgres.password.new");
        Files.deleteIfExists(unfinished);
        try (var channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnerOnly.file(unfinished))) {
            channel.write(ByteBuffer.wrap((password.reveal() + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(unfinished, folder.password(), StandardCopyOption.ATOMIC_MOVE);
        FileTree.syncFolder(folder.root());
    }
}

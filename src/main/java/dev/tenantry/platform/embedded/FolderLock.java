package dev.tenantry.platform.embedded;

import dev.tenantry.platform.embedded.file.OwnerOnly;
import dev.tenantry.platform.error.StartupException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes this process the only one that uses a data folder; the lock file says which process that is. */
final class FolderLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

    // POSIX drops a process's locks on a file as soon as it closes any descriptor of it, so a second channel to a lock
    // that this JVM holds would end that lock. Hence the folders held are known here; the set is its own guard.
    private static final Set<Path> HELD = new HashSet<>();

    // Behind the text: where locks are mandatory (Windows) others can still read who holds it.
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path root;
    private final FileChannel channel;

    private FolderLock(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    static FolderLock take(DataFolder folder) {
        synchronized (HELD) {
            if (HELD.contains(folder.root())) {
                throw inUse(folder, OptionalLong.of(ProcessHandle.current().pid()));
            }
            try {
                var channel = FileChannel.open(
                        folder.lock(),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                        OwnerOnly.file(folder.lock()));
                var taken = false;
                try {
                    if (!locked(channel)) {
                        throw inUse(folder, owner(channel));
                    }
                    write(channel, ProcessHandle.current().pid() + "\n");
                    taken = HELD.add(folder.root());
                    return new FolderLock(folder.root(), channel);
                } finally {
                    if (!taken) {
                        channel.close();
                    }
                }
            } catch (IOException e) {
                throw new StartupException(
                        "The data folder " + folder.root() + " cannot be locked (" + DataFolder.reason(e)
                                + "). Put it on a local disk" + DataFolder.OR_ANOTHER,
                        e);
            }
        }
    }

    /** Whether a live process holds the folder, this one included. */
    static boolean isHeld(DataFolder folder) {
        synchronized (HELD) {
            if (HELD.contains(folder.root())) {
                return true;
            }
            try (var channel = FileChannel.open(folder.lock(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                var owner = owner(channel);
                // The lock is tried last and rarely free then: trying a free one could get in the way of a start.
                return owner.isPresent() && ProcessHandle.of(owner.getAsLong()).isPresent() && !locked(channel);
            } catch (IOException e) {
                return false;
            }
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            try (channel) {
                write(channel, "");
            } catch (IOException e) {
                LOG.debug("The lock of {} was not emptied", root, e);
            } finally {
                HELD.remove(root);
            }
        }
    }

    /** Takes the lock if it is free; the channel's closing gives it back. */
    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static OptionalLong owner(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static StartupException inUse(DataFolder folder, OptionalLong owner) {
        return new StartupException("The data folder " + folder.root() + " is in use by another Tenantry"
                + (owner.isPresent() ? " (process " + owner.getAsLong() + ")" : "") + ". Stop it"
                + DataFolder.OR_ANOTHER);
    }
}

package dev.tenantry.platform.embedded;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.config.DatabaseServer.Login;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.StartupException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running PostgreSQL whose data lives in one folder that this process alone holds until it closes it. */
public final class EmbeddedPostgres implements AutoCloseable {
    private final FolderLock lock;
    private final Cluster cluster;
    private final DatabaseServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(FolderLock lock, Cluster cluster, DatabaseServer server) {
        this.lock = lock;
        this.cluster = cluster;
        this.server = server;
    }

    /**
     * Starts the PostgreSQL that lives in {@code dataDir}, making it the first time. Blocks until it takes connections.
     *
     * @throws StartupException one line for the operator, when the folder or the machine does not allow it
     */
    public static EmbeddedPostgres start(Path dataDir) {
        var folder = DataFolder.prepare(dataDir);
        var user = CurrentUser.mayKeep(folder);
        var lock = FolderLock.take(folder);
        EmbeddedPostgres started = null;
        try {
            var binaries = Binaries.unpackInto(folder);
            var cluster = new Cluster(folder, new Programs(folder, binaries.bin(), user.root()));
            cluster.stopOrphan();
            binaries.removeOthers();
            var password = cluster.makeOrCheck();
            started = new EmbeddedPostgres(lock, cluster, server(folder, cluster.start(), password));
            return started;
        } finally {
            if (started == null) {
                lock.close();
            }
        }
    }

    /** The server that a live process of ours keeps in this folder: for command-line tools beside a running server. */
    public static Optional<DatabaseServer> running(Path dataDir) {
        return DataFolder.existing(dataDir)
                .filter(FolderLock::isHeld)
                .flatMap(folder -> Postmaster.read(folder)
                        .filter(postmaster -> postmaster.ready() && postmaster.isAliveIn(folder))
                        .flatMap(postmaster -> PasswordFile.read(folder)
                                .map(password -> server(folder, postmaster.port(), password))));
    }

    public DatabaseServer server() {
        return server;
    }

    /** Ends every connection, waits until PostgreSQL has written all and stopped, and gives the folder free. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                cluster.stop();
            } finally {
                lock.close();
            }
        }
    }

    private static DatabaseServer server(DataFolder folder, int port, Secret password) {
        return new DatabaseServer(
                LoopbackPort.ADDRESS,
                port,
                UnixSocket.folder(folder, port),
                Cluster.NAME,
                new Login(Cluster.NAME, password),
                "disable");
    }
}

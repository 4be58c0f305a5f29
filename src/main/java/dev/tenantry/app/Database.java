package dev.tenantry.app;

import dev.tenantry.platform.config.BackendConfig;
import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.embedded.EmbeddedPostgres;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.migration.Migrations;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The PostgreSQL of this process: the configured server, or the embedded one, which lives as long as this object. Opening
 * and closing block.
 */
public final class Database implements AutoCloseable {
    /** The only tables without a tenant. Each is about what stands above tenants, or shared by all of them. */
    static final Set<String> TABLES_WITHOUT_TENANT = Set.of(
            "tenants",
            "people",
            "credentials",
            "signing_keys",
            "revocations",
            "registered_origins",
            "plans",
            "plan_limits",
            "installation",
            "verified_domains");

    private final BackendConfig config;
    private final DatabaseServer owner;
    private final Optional<EmbeddedPostgres> embedded;

    private Database(BackendConfig config, DatabaseServer owner, Optional<EmbeddedPostgres> embedded) {
        this.config = config;
        this.owner = owner;
        this.embedded = embedded;
    }

    /** For a server: the embedded PostgreSQL is started and is this process's own. */
    static Database start(BackendConfig config, Path dataDir) {
        return config.database()
                .server()
                .map(server -> new Database(config, server, Optional.empty()))
                .orElseGet(() -> ofEmbedded(config, EmbeddedPostgres.start(dataDir)));
    }

    /** For a tool: the embedded PostgreSQL of a running server is used beside it. */
    public static Database join(BackendConfig config, Path dataDir) {
        var running =
                config.database().server().isPresent() ? config.database().server() : EmbeddedPostgres.running(dataDir);
        return running.map(server -> new Database(config, server, Optional.empty()))
                .orElseGet(() -> ofEmbedded(config, EmbeddedPostgres.start(dataDir)));
    }

    private static Database ofEmbedded(BackendConfig config, EmbeddedPostgres postgres) {
        return new Database(config, postgres.server(), Optional.of(postgres));
    }

    /** @throws StartupException when the database cannot be reached, or is not safe for several tenants */
    public void migrate(List<String> features) {
        // Beside a running server the embedded PostgreSQL is that one's: its role's password is not ours to change.
        new Migrations(owner, application(), embedded.isPresent()).run(features, TABLES_WITHOUT_TENANT);
    }

    /** The login that owns the tables. */
    public DatabaseServer owner() {
        return owner;
    }

    /** The login the application works with. */
    public DatabaseServer application() {
        return owner.as(config.database().appUser(), config.database().appPassword(config.secretKey()));
    }

    /** For people: which PostgreSQL this is. */
    String described() {
        return embedded.isPresent() ? "embedded PostgreSQL, port " + owner.port() : "PostgreSQL at " + owner.place();
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedPostgres::close);
    }
}

package dev.tenantry.platform.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a PostgreSQL database is and who may log in.
 *
 * @param socketFolder where its Unix socket is too, when it is on this machine and known to have one: it costs less than the
 *     network
 * @param sslMode as libpq: disable, prefer, require, verify-ca or verify-full; a Unix socket needs none
 */
public record DatabaseServer(
        String host, int port, Optional<Path> socketFolder, String database, Login login, String sslMode) {

    /** Who logs in. */
    public record Login(String user, Secret password) {}

    public String user() {
        return login.user();
    }

    public Secret password() {
        return login.password();
    }

    public DatabaseServer as(String otherUser, Secret otherPassword) {
        return new DatabaseServer(host, port, socketFolder, database, new Login(otherUser, otherPassword), sslMode);
    }

    /** Another database of the same server. */
    public DatabaseServer database(String other) {
        return new DatabaseServer(host, port, socketFolder, other, login, sslMode);
    }

    /** For messages: host, port and database, never the password. */
    public String place() {
        return host + ":" + port + "/" + database;
    }
}

package dev.tenantry.platform.config;

/**
 * Where a PostgreSQL database is and who may log in.
 *
 * @param sslMode as libpq: disable, prefer, require, verify-ca or verify-full
 */
public record DatabaseServer(String host, int port, String database, String user, Secret password, String sslMode) {

    public DatabaseServer as(String otherUser, Secret otherPassword) {
        return new DatabaseServer(host, port, database, otherUser, otherPassword, sslMode);
    }

    /** For messages: host, port and database, never the password. */
    public String place() {
        return host + ":" + port + "/" + database;
    }
}

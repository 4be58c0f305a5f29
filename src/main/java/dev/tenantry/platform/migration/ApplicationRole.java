package dev.tenantry.platform.migration;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.error.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Set;

/**
 * The role the application connects as: it may read and change rows, owns nothing, and row security binds it. It is
 * created at the first start and checked at every one.
 */
final class ApplicationRole {
    private static final String FLAWS = """
            SELECT concat_ws(', ',
                CASE WHEN rolsuper THEN 'is a superuser' END,
                CASE WHEN rolbypassrls THEN 'bypasses row security' END,
                CASE WHEN rolcreaterole THEN 'may create roles' END,
                CASE WHEN EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid) THEN 'owns tables' END,
                CASE WHEN EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid)
                     THEN 'is a member of other roles' END) AS of_role,
                NOT rolsuper AND has_database_privilege(oid, current_database(), 'TEMPORARY') AS may_make_temporary,
                NOT rolsuper AND has_schema_privilege(oid, 'public', 'CREATE') AS may_make_tables
            FROM pg_roles WHERE rolname = ?
            """;
    private static final Set<String> LOGIN_REFUSED = Set.of("28P01", "28000");
    private static final String NOT_PERMITTED = "42501";
    private final Connection connection;
    private final DatabaseServer application;
    private final boolean ownServer;

    /** @param ownServer whether nobody but this process uses the server, so that its roles are ours to change */
    ApplicationRole(Connection connection, DatabaseServer application, boolean ownServer) {
        this.connection = connection;
        this.application = application;
        this.ownServer = ownServer;
    }

    /** Creates the role; refuses one that is not harmless, or that has another password and may be somebody else's. */
    void ensure() throws SQLException {
        if (!exists()) {
            setUp("CREATE");
        } else if (isLoginRefused()) {
            setUp("ALTER");
        }
        revoke(fromTemporary());
        revoke(fromTables());
        refuseFlaws();
    }

    /**
     * What the application may do with the tables there are: rows only, of the audit trail nothing but add and read, nothing
     * of our migration histories. One transaction: a node that runs already never has more.
     */
    void grant() throws SQLException {
        var role = quoted(application.user());
        connection.setAutoCommit(false);
        try {
            execute("GRANT USAGE ON SCHEMA public TO " + role);
            execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + role);
            execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + role);
            execute("REVOKE UPDATE, DELETE ON " + String.join(", ", Catalogue.ONLY_ADDED_TO) + " FROM " + role);
            execute("REVOKE ALL ON migrations_control, migrations_tenant FROM " + role);
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private boolean exists() throws SQLException {
        try (var query = connection.prepareStatement("SELECT FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, application.user());
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Roles are the whole server's: another installation or the rest of the fleet may be using this one right now. */
    private boolean isLoginRefused() throws SQLException {
        try {
            Migrations.connect(application).close();
            return false;
        } catch (SQLException e) {
            if (!LOGIN_REFUSED.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            if (!ownServer) {
                throw new StartupException(
                        "The role %s of %s exists with another password: set POSTGRES_APP_PASSWORD to it, or POSTGRES_APP_USER to a name of this installation's own, or change it with ALTER ROLE."
                                .formatted(application.user(), application.place()),
                        e);
            }
            return true;
        }
    }

    private void setUp(String verb) throws SQLException {
        try {
            // A new role has no other right, and only a superuser may say so of an old one: what it has is checked
            // below.
            execute("%s ROLE %s LOGIN PASSWORD %s"
                    .formatted(
                            verb,
                            quoted(application.user()),
                            literal(application.password().reveal())));
        } catch (SQLException e) {
            throw new StartupException(
                    "The role %s of %s cannot be set up by %s: create it and give its password as POSTGRES_APP_PASSWORD."
                            .formatted(
                                    application.user(),
                                    application.place(),
                                    connection.getMetaData().getUserName()),
                    e);
        }
    }

    /** A temporary table would stand before the real one of its name for the connection's next tenant. */
    private String fromTemporary() {
        return "REVOKE TEMPORARY ON DATABASE %s FROM PUBLIC, %s"
                .formatted(quoted(application.database()), quoted(application.user()));
    }

    private String fromTables() {
        return "REVOKE CREATE ON SCHEMA public FROM PUBLIC, " + quoted(application.user());
    }

    /** Without the right to revoke PostgreSQL warns or refuses; what the role may do is looked up afterwards. */
    private void revoke(String statement) throws SQLException {
        try {
            execute(statement);
        } catch (SQLException e) {
            if (!NOT_PERMITTED.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private void refuseFlaws() throws SQLException {
        var flaws = new ArrayList<String>();
        var remedies = new ArrayList<String>();
        try (var query = connection.prepareStatement(FLAWS)) {
            query.setString(1, application.user());
            try (var rows = query.executeQuery()) {
                if (rows.next()) {
                    if (!rows.getString("of_role").isEmpty()) {
                        flaws.add(rows.getString("of_role"));
                        remedies.add("Set POSTGRES_APP_USER to another.");
                    }
                    if (rows.getBoolean("may_make_temporary")) {
                        flaws.add("may create temporary tables");
                        remedies.add("Run, as the database's owner: " + fromTemporary() + ".");
                    }
                    if (rows.getBoolean("may_make_tables")) {
                        flaws.add("may create tables");
                        remedies.add("Run, as the schema's owner: " + fromTables() + ".");
                    }
                }
            }
        }
        if (!flaws.isEmpty()) {
            throw new StartupException("The database role %s cannot be the application's: it %s. %s"
                    .formatted(application.user(), String.join(", ", flaws), String.join(" ", remedies)));
        }
    }

    private void execute(String statement) throws SQLException {
        try (var command = connection.createStatement()) {
            var hasRows = command.execute(statement);
            assert hasRows || command.getUpdateCount() >= 0;
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

package dev.tenantry.platform.migration;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.error.StartupException;
import java.sql.Connection;
import java.sql.SQLException;

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
                     THEN 'is a member of other roles' END)
            FROM pg_roles WHERE rolname = ?
            """;
    private final Connection connection;
    private final DatabaseServer application;

    ApplicationRole(Connection connection, DatabaseServer application) {
        this.connection = connection;
        this.application = application;
    }

    /** Creates the role, or gives it the password of this configuration; refuses one that is not harmless. */
    void ensure() throws SQLException {
        if (!canLogIn()) {
            createOrAlter();
        }
        var flaws = flaws();
        if (!flaws.isEmpty()) {
            throw new StartupException(
                    "The database role %s cannot be the application's: it %s. Set POSTGRES_APP_USER to another."
                            .formatted(application.user(), flaws));
        }
    }

    /** What the application may do with the tables there are: rows only, nothing of our migration histories. */
    void grant() throws SQLException {
        var role = quoted(application.user());
        execute("GRANT USAGE ON SCHEMA public TO " + role);
        execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + role);
        execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + role);
        execute("REVOKE ALL ON migrations_control, migrations_tenant FROM " + role);
    }

    private boolean canLogIn() {
        try (var login = Migrations.connect(application)) {
            return login.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private void createOrAlter() throws SQLException {
        var verb = exists() ? "ALTER" : "CREATE";
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

    private boolean exists() throws SQLException {
        try (var query = connection.prepareStatement("SELECT FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, application.user());
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private String flaws() throws SQLException {
        try (var query = connection.prepareStatement(FLAWS)) {
            query.setString(1, application.user());
            try (var rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : "does not exist";
            }
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

package dev.tenantry.isolation;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The test database, and copies of it in which the other tenants' rows are not what they were. */
final class IsolationDatabase {
    private static final String TENANT_TABLE = "/db/platform/both/V202611210000__platform_tenant_tables.sql";
    private final DatabaseServer template;

    private IsolationDatabase(DatabaseServer template) {
        this.template = template;
    }

    private static final class Holder {
        static final IsolationDatabase MADE = make();
    }

    /** Made once for all tests of this JVM. */
    static IsolationDatabase get() {
        return Holder.MADE;
    }

    private static IsolationDatabase make() {
        var server = TestPostgres.freshDatabase();
        TestPostgres.execute(
                server,
                text(TENANT_TABLE),
                text("/isolation/schema.sql"),
                text("/isolation/rows.sql"),
                text("/isolation/roles.sql"));
        return new IsolationDatabase(server);
    }

    /** A copy that nobody else has. */
    DatabaseServer copy() {
        return TestPostgres.copyOf(template);
    }

    DatabaseServer copy(Change change) {
        var copy = copy();
        TestPostgres.execute(copy, text("/isolation/" + change.name().toLowerCase(java.util.Locale.ROOT) + ".sql"));
        return copy;
    }

    /** What happens to the other tenants' rows. */
    enum Change {
        ALONE,
        CHANGED,
        MULTIPLIED
    }

    static DatabaseServer asApplication(DatabaseServer server) {
        return server.as("isolation_application", new Secret("isolation"));
    }

    static String text(String resource) {
        try (var in = IsolationDatabase.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("No resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

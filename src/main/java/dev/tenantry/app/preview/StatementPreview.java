package dev.tenantry.app.preview;

import dev.tenantry.app.Database;
import dev.tenantry.platform.config.BackendConfig;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.sql.SchemaReader;
import dev.tenantry.platform.sql.scope.ScopedStatement;
import dev.tenantry.platform.sql.scope.StatementScoper;
import dev.tenantry.platform.sql.text.StatementList;
import dev.tenantry.platform.sql.text.StatementRefused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows what statements become before they are sent, for the configured database as it is: nothing is migrated, checked or
 * changed in it, and tables without a tenant are used as they are.
 */
public final class StatementPreview {
    private final StatementScoper scoper;

    private StatementPreview(StatementScoper scoper) {
        this.scoper = scoper;
    }

    /** @param tenantColumn the column that holds the tenant wherever there is one */
    public static Future<StatementPreview> open(Vertx vertx, BackendConfig config, Path dataDir, String tenantColumn) {
        return vertx.executeBlocking(() -> Database.join(config, dataDir))
                .compose(database -> SchemaReader.read(vertx, database.owner(), tenantColumn)
                        .eventually(() -> vertx.executeBlocking(() -> {
                            database.close();
                            return true;
                        })))
                .recover(failure -> Future.failedFuture(
                        failure instanceof AppException
                                ? new StartupException(
                                        "The database cannot be reached, or refuses the login: check DATABASE_URL or POSTGRES_….",
                                        failure)
                                : failure))
                .map(schema -> new StatementPreview(new StatementScoper(() -> schema, withoutTenant -> true)));
    }

    /** @throws StatementRefused when it would not be sent */
    public ScopedStatement scope(String statement) {
        return scoper.scope(statement);
    }

    /** The statements of a text with semicolons between them. */
    public static List<String> split(String text) {
        return StatementList.split(text);
    }
}

package dev.tenantry.feature.tenant;

import dev.tenantry.feature.tenant.Settings.Registration;
import dev.tenantry.platform.http.Precondition;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** Rows of {@code tenant_settings}: of each tenant one or none. */
final class SettingsRepository {
    private static final String GET = """
            SELECT version, registration, default_role, locale, time_zone, support_email FROM tenant_settings
            """;
    private static final String PUT = """
            INSERT INTO tenant_settings AS t (version, registration, default_role, locale, time_zone, support_email)
            VALUES (1, $1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id) DO UPDATE SET version = t.version + 1, registration = excluded.registration,
                default_role = excluded.default_role, locale = excluded.locale, time_zone = excluded.time_zone,
                support_email = excluded.support_email
            WHERE $6::integer[] IS NULL OR t.version = ANY($6)
            RETURNING version, registration, default_role, locale, time_zone, support_email
            """;
    private static final String UPDATE = """
            UPDATE tenant_settings SET version = version + 1, registration = $1, default_role = $2, locale = $3,
                time_zone = $4, support_email = $5
            WHERE version = ANY($6)
            RETURNING version, registration, default_role, locale, time_zone, support_email
            """;

    Future<Optional<Settings>> get(Sql sql) {
        return sql.first(GET, SettingsRepository::read);
    }

    /** Empty when there is another version than was meant. */
    Future<Optional<Settings>> put(Sql sql, Precondition condition, Settings settings) {
        return sql.first(
                // Whoever has read a row does not mean to be the first.
                condition.admits(Settings.DEFAULT.version()) ? PUT : UPDATE,
                SettingsRepository::read,
                settings.registration().wire(),
                settings.defaultRole().wire(),
                settings.locale(),
                settings.timeZone(),
                settings.supportEmail(),
                condition.versions());
    }

    private static Settings read(Row row) {
        return new Settings(
                row.getInteger("version"),
                Registration.ofWire(row.getString("registration")),
                Role.ofWire(row.getString("default_role")),
                row.getString("locale"),
                row.getString("time_zone"),
                row.getString("support_email"));
    }
}

package dev.tenantry.feature.tenant;

import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;

/** The settings of each tenant, read anew each time. */
public final class TenantSettings {
    private final ControlDatabase database;
    private final SettingsRepository rows = new SettingsRepository();

    public TenantSettings(ControlDatabase database) {
        this.database = database;
    }

    public Future<Settings> of(TenantContext tenant) {
        return rows.get(database.of(tenant)).map(found -> found.orElse(Settings.DEFAULT));
    }

    /** In the caller's transaction; the version is counted here. */
    Future<Settings> put(Sql sql, Settings settings) {
        return rows.put(sql, settings);
    }
}

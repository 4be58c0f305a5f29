package dev.tenantry.feature.tenant;

import dev.tenantry.platform.http.Precondition;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;

/** The settings of each tenant, read anew each time. */
public final class TenantSettings {
    private final ControlDatabase database;
    private final SettingsRepository rows = new SettingsRepository();

    public TenantSettings(ControlDatabase database) {
        this.database = database;
    }

    public Future<Settings> of(TenantContext tenant) {
        return now(database.of(tenant));
    }

    /** In the caller's transaction; the version is counted here. */
    Future<Settings> put(Sql sql, Precondition condition, Settings settings) {
        return rows.put(sql, condition, settings)
                .compose(decided -> condition.met(decided, () -> now(sql).map(Optional::of)));
    }

    private Future<Settings> now(Sql sql) {
        return rows.get(sql).map(found -> found.orElse(Settings.DEFAULT));
    }
}

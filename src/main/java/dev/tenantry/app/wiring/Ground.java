package dev.tenantry.app.wiring;

import dev.tenantry.platform.audit.Tally;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.config.AppEnvironment;
import dev.tenantry.platform.config.BackendConfig;
import dev.tenantry.platform.quota.Meters;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.security.PasswordHasher;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.TenantDatabase;
import io.vertx.core.Vertx;
import java.time.Clock;

/** What every part of the application stands on. */
public record Ground(
        AppEnvironment environment,
        BackendConfig config,
        Vertx vertx,
        Clock clock,
        PasswordHasher hasher,
        ControlDatabase control,
        TenantDatabase tenantTables,
        RevocationFeed feed,
        Permissions permissions,
        Trail trail,
        Tally tally,
        Meters meters) {}

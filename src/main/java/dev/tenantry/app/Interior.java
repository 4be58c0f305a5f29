package dev.tenantry.app;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.TenantDatabase;
import dev.tenantry.platform.sql.scope.ScopedStatement;
import java.util.List;
import java.util.function.Function;

/**
 * What a backend is made of, for the prover, who attacks it from outside and from within.
 *
 * @param scoper what the door to tenants' tables makes of a statement
 * @param owner the database as its owner
 * @param application the database as the role the application connects as
 */
public record Interior(
        List<Route<?>> routes,
        TenantDatabase tenantTables,
        ControlDatabase controlTables,
        Function<String, ScopedStatement> scoper,
        ThrowAwayTenants tenants,
        DatabaseServer owner,
        DatabaseServer application) {}

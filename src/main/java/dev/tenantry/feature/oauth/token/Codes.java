package dev.tenantry.feature.oauth.token;

import dev.tenantry.platform.config.OAuthConfig;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;

/** Authorization codes (RFC 6749, section 4.1): short-lived, for one client, used up by the first who shows them. */
public final class Codes {
    private final ControlDatabase database;
    private final OAuthConfig config;
    private final CodeRepository rows = new CodeRepository();

    public Codes(ControlDatabase database, OAuthConfig config) {
        this.database = database;
        this.config = config;
    }

    public Future<Secret> issue(TenantContext tenant, CodeRequest request) {
        var code = OpaqueToken.AUTHORIZATION_CODE.mint();
        return rows.insert(
                        database.of(tenant),
                        OpaqueToken.hash(code.reveal()),
                        request,
                        config.authorizationCodeLifetime())
                .map(code);
    }
}

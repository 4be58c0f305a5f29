package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.feature.oauth.token.Subject;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;

/** What is particular to one grant type. What they share (the client, its leave, the access token) it cannot forget. */
interface Grant {

    GrantType type();

    /** Whom the token is for. The client is authenticated and may use this grant. */
    Future<Granted> decide(TenantContext tenant, Client client, Form form);

    /** {@code refreshToken} is empty where the grant gives none. */
    record Granted(Subject subject, Optional<Secret> refreshToken) {}
}

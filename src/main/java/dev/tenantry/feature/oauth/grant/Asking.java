package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.platform.config.OAuthConfig;
import dev.tenantry.platform.tenancy.TenantContext;
import java.time.Duration;

/** An authenticated client and what it asks for; how long what it gets may live, by its own rules or the installation's. */
record Asking(TenantContext tenant, Client client, Form form, OAuthConfig config) {

    Duration accessTokenLifetime() {
        return client.rules().accessTokenLifetime().orElse(config.accessTokenLifetime());
    }

    Duration refreshTokenLifetime() {
        return client.rules().refreshTokenLifetime().orElse(config.refreshTokenLifetime());
    }
}

package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.platform.config.OAuthConfig;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.tenancy.TenantContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** An authenticated client and what it asks for; how long what it gets may live, by its own rules or the installation's. */
record Asking(TenantContext tenant, Actor actor, Client client, Form form, OAuthConfig config) {

    /** A member, by way of the client. */
    Actor by(Member member, Set<Scope> scopes) {
        return actor.as(member.asking(scopes, Optional.of(client.id().value())));
    }

    /** The client, as itself. */
    Actor byClient(Set<Scope> scopes) {
        return actor.as(client.asking(scopes));
    }

    Duration accessTokenLifetime() {
        return client.rules().accessTokenLifetime().orElse(config.accessTokenLifetime());
    }

    Duration refreshTokenLifetime() {
        return client.rules().refreshTokenLifetime().orElse(config.refreshTokenLifetime());
    }
}

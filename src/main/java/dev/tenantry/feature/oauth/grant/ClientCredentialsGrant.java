package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.feature.oauth.token.Subject;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A service acts as itself (RFC 6749, section 4.4). Scopes about a person make no sense for it; it gets no refresh token. */
final class ClientCredentialsGrant implements Grant {
    private static final Set<Scope> OF_A_PERSON =
            Set.of(Scope.PROFILE, Scope.OPENID, Scope.EMAIL, Scope.OFFLINE_ACCESS);

    @Override
    public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public Future<Granted> decide(TenantContext tenant, Client client, Form form) {
        var allowed = EnumSet.noneOf(Scope.class);
        allowed.addAll(client.scopes());
        allowed.removeAll(OF_A_PERSON);
        var subject = Subject.service(client.id(), RequestedScope.of(form, allowed));
        return Future.succeededFuture(new Granted(subject, Optional.empty()));
    }
}

package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Tally;
import dev.tenantry.platform.security.Scope;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;

/** A service acts as itself (RFC 6749, section 4.4). Scopes about a person make no sense for it; it gets no refresh token. */
final class ClientCredentialsGrant implements Grant {
    private static final Set<Scope> OF_A_PERSON =
            Set.of(Scope.PROFILE, Scope.OPENID, Scope.EMAIL, Scope.OFFLINE_ACCESS);

    private final Tally tally;

    ClientCredentialsGrant(Tally tally) {
        this.tally = tally;
    }

    @Override
    public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public Future<Decision> decide(Asking asking) {
        var client = asking.client();
        if (client.rules().isPublic()) {
            throw new OAuthException(OAuthError.UNAUTHORIZED_CLIENT, "Anybody could say that they are this client");
        }
        var allowed = EnumSet.noneOf(Scope.class);
        allowed.addAll(client.scopes());
        allowed.removeAll(OF_A_PERSON);
        var scopes = RequestedScope.of(asking.form(), allowed);
        var issued = new Happening(
                "token.issued", "token", "", new JsonObject().put("grant", GrantType.CLIENT_CREDENTIALS.wire()));
        return tally.count(asking.tenant(), asking.byClient(scopes), issued).map(new ForService(scopes));
    }
}

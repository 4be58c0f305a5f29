package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.access.SignIn;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.feature.oauth.token.AccessTokens;
import dev.tenantry.feature.oauth.token.RefreshTokens;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The phases every grant goes through: client, leave to use the grant, the grant's own decision, the access token. */
public final class TokenEndpoint {
    private final Clients clients;
    private final AccessTokens accessTokens;
    private final Map<GrantType, Grant> grants = new EnumMap<>(GrantType.class);

    public TokenEndpoint(
            Clients clients, AccessTokens accessTokens, RefreshTokens refreshTokens, SignIn signIn, Members members) {
        this.clients = clients;
        this.accessTokens = accessTokens;
        List.of(
                        new ClientCredentialsGrant(),
                        new PasswordGrant(signIn, refreshTokens),
                        new RefreshTokenGrant(refreshTokens, members))
                .forEach(grant -> grants.put(grant.type(), grant));
    }

    public Future<TokenAnswer> answer(TokenQuestion question) {
        return clients.authenticate(question.tenant(), question.credentials())
                .compose(client -> granted(question, client))
                .map(granted -> new TokenAnswer(
                        accessTokens.issue(question.tenant(), granted.subject()),
                        accessTokens.lifetime(),
                        granted.refreshToken(),
                        granted.subject().scopes()));
    }

    private Future<Grant.Granted> granted(TokenQuestion question, Client client) {
        var type = GrantType.ofWire(question.form().require("grant_type"))
                .orElseThrow(() ->
                        new OAuthException(OAuthError.UNSUPPORTED_GRANT_TYPE, "This server knows no such grant_type"));
        var grant = grants.get(type);
        if (grant == null || !client.mayUse(type)) {
            throw new OAuthException(
                    OAuthError.UNAUTHORIZED_CLIENT, "The client is not registered for this grant_type");
        }
        return grant.decide(question.tenant(), client, question.form());
    }
}

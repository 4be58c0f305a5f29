package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.feature.oauth.token.Authorization;
import dev.tenantry.feature.oauth.token.RefreshTokens;
import dev.tenantry.feature.oauth.token.Subject;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;

/** A new access token for an old sign-in (RFC 6749, section 6), with the next refresh token in place of the used one. */
final class RefreshTokenGrant implements Grant {
    private final RefreshTokens refreshTokens;
    private final Members members;

    RefreshTokenGrant(RefreshTokens refreshTokens, Members members) {
        this.refreshTokens = refreshTokens;
        this.members = members;
    }

    @Override
    public GrantType type() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public Future<Granted> decide(TenantContext tenant, Client client, Form form) {
        return refreshTokens
                .use(tenant, client.id(), form.require("refresh_token"), begun -> admitted(tenant, begun, form))
                .map(rotated -> new Granted(
                        Subject.person(rotated.authorization(), rotated.scopes()),
                        Optional.of(rotated.refreshToken())));
    }

    /** Whatever can go wrong does so before the token is used up. */
    private Future<Set<Scope>> admitted(TenantContext tenant, Authorization begun, Form form) {
        var scopes = RequestedScope.of(form, begun.scopes());
        return members.find(tenant, begun.person())
                .map(member -> member.filter(known -> known.standing() == begun.standing())
                        .orElseThrow(() -> new OAuthException(
                                OAuthError.INVALID_GRANT, "The person has to sign in again, or is no longer a member")))
                .map(scopes);
    }
}

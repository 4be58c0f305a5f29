package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.feature.oauth.token.RefreshTokens;
import dev.tenantry.feature.oauth.token.Subject;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;

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
                .use(tenant, client.id(), form.require("refresh_token"), subject -> admitted(tenant, subject, form))
                .map(rotated -> new Granted(rotated.subject(), Optional.of(rotated.refreshToken())));
    }

    /** Whatever can go wrong does so before the token is used up. */
    private Future<Subject> admitted(TenantContext tenant, Subject subject, Form form) {
        var scopes = RequestedScope.of(form, subject.scopes());
        return members.find(tenant, new PersonId(subject.id()))
                .map(member -> member.orElseThrow(() -> new OAuthException(
                        OAuthError.INVALID_GRANT, "The person is no longer a member of this tenant")))
                .map(member -> new Subject(subject.kind(), subject.id(), subject.client(), scopes));
    }
}

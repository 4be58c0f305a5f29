package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.access.SignIn;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.feature.oauth.token.Authorization;
import dev.tenantry.feature.oauth.token.RefreshTokens;
import dev.tenantry.feature.oauth.token.Subject;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** A person's own password, for an owner's legacy applications only (RFC 6749, section 4.3; RFC 9700, section 2.4). */
final class PasswordGrant implements Grant {
    private final SignIn signIn;
    private final RefreshTokens refreshTokens;

    PasswordGrant(SignIn signIn, RefreshTokens refreshTokens) {
        this.signIn = signIn;
        this.refreshTokens = refreshTokens;
    }

    @Override
    public GrantType type() {
        return GrantType.PASSWORD;
    }

    @Override
    public Future<Granted> decide(TenantContext tenant, Client client, Form form) {
        var scopes = RequestedScope.of(form, client.scopes());
        return signIn.check(tenant, form.require("username"), form.require("password"))
                .map(member -> member.orElseThrow(
                        () -> new OAuthException(OAuthError.INVALID_GRANT, "The username or the password is wrong")))
                .map(member -> new Authorization(
                        UuidV7.next(),
                        client.id(),
                        member.person(),
                        Optional.empty(),
                        member.standing(),
                        scopes,
                        Instant.now(),
                        Optional.empty()))
                .compose(begun -> {
                    var subject = Subject.person(begun, scopes);
                    return client.mayUse(GrantType.REFRESH_TOKEN)
                            ? refreshTokens.start(tenant, begun).map(token -> new Granted(subject, Optional.of(token)))
                            : Future.succeededFuture(new Granted(subject, Optional.empty()));
                });
    }
}

package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.SignIn;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.feature.oauth.token.Authorization;
import dev.tenantry.feature.oauth.token.RefreshTokens;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.UuidV7;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

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
    public Future<Decision> decide(Asking asking) {
        var form = asking.form();
        var scopes = RequestedScope.of(form, asking.client().scopes());
        return signIn.check(asking.tenant(), asking.actor(), form.require("username"), form.require("password"))
                .map(member -> member.orElseThrow(OAuthException::wrongPassword))
                .map(member -> begun(asking, member, scopes));
    }

    private ForPerson begun(Asking asking, Member member, Set<Scope> scopes) {
        var authorization = new Authorization(
                UuidV7.next(),
                asking.client().id(),
                member.person(),
                Optional.empty(),
                member.standing(),
                scopes,
                Instant.now(),
                Optional.empty());
        return new ForPerson(
                authorization,
                scopes,
                Optional.empty(),
                by -> refreshTokens.begin(asking.tenant(), by, authorization, asking.refreshTokenLifetime()));
    }
}

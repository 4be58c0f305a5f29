package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.token.Authorization;
import dev.tenantry.feature.oauth.token.RefreshTokens;
import dev.tenantry.platform.security.Scope;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A new access token for an old sign-in (RFC 6749, section 6), with the next refresh token in place of the used one. */
final class RefreshTokenGrant implements Grant {
    private final RefreshTokens refreshTokens;

    RefreshTokenGrant(RefreshTokens refreshTokens) {
        this.refreshTokens = refreshTokens;
    }

    @Override
    public GrantType type() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public Future<Decision> decide(Asking asking) {
        var tenant = asking.tenant();
        var client = asking.client();
        return refreshTokens
                .find(tenant, client.id(), asking.form().require("refresh_token"))
                .map(found -> found.orElseThrow(RefreshTokens::refused))
                .map(shown -> new ForPerson(
                        shown.authorization(),
                        RequestedScope.of(asking.form(), allowed(shown.authorization(), client)),
                        Optional.empty(),
                        by -> refreshTokens.rotate(tenant, by, shown)));
    }

    /** What the person has allowed, as far as the client is still registered for it. */
    private static Set<Scope> allowed(Authorization begun, Client client) {
        var allowed = EnumSet.noneOf(Scope.class);
        allowed.addAll(begun.scopes());
        allowed.retainAll(client.scopes());
        return allowed;
    }
}

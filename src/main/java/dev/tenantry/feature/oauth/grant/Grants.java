package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.access.SignIn;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.token.Codes;
import dev.tenantry.feature.oauth.token.RefreshTokens;
import dev.tenantry.platform.audit.Tally;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The grants this server has, each by its type. */
public final class Grants {
    private final Map<GrantType, Grant> byType = new EnumMap<>(GrantType.class);

    public Grants(SignIn signIn, Codes codes, RefreshTokens refreshTokens, Tally tally) {
        List.of(
                        new AuthorizationCodeGrant(codes),
                        new ClientCredentialsGrant(tally),
                        new PasswordGrant(signIn, refreshTokens),
                        new RefreshTokenGrant(refreshTokens))
                .forEach(grant -> byType.put(grant.type(), grant));
    }

    Grant of(GrantType type) {
        var grant = byType.get(type);
        if (grant == null) {
            throw new IllegalStateException("No grant for " + type);
        }
        return grant;
    }
}

package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.token.CodeProof;
import dev.tenantry.feature.oauth.token.Codes;
import io.vertx.core.Future;

/** What a person has allowed in the browser (RFC 6749, section 4.1.3; RFC 7636). */
final class AuthorizationCodeGrant implements Grant {
    private final Codes codes;

    AuthorizationCodeGrant(Codes codes) {
        this.codes = codes;
    }

    @Override
    public GrantType type() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public Future<Decision> decide(Asking asking) {
        var form = asking.form();
        var proof = new CodeProof(
                asking.client().id(), form.require("code"), form.get("redirect_uri"), form.get("code_verifier"));
        return codes.redeem(asking.tenant(), asking.actor(), proof, asking.refreshTokenLifetime())
                .map(redeemed -> new ForPerson(
                        redeemed.authorization(),
                        redeemed.authorization().scopes(),
                        redeemed.nonce(),
                        by -> Future.succeededFuture(redeemed.refreshToken())));
    }
}

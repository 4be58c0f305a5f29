package dev.tenantry.feature.oauth.client;

import java.time.Duration;
import java.util.Optional;

/**
 * What is asked of a client, and what it gets.
 *
 * @param authMethod empty: it has a secret and may send it by header or in the body
 * @param isNative installed on its user's device: may be sent codes on any port of the loopback (RFC 8252, section 7.3)
 * @param firstParty the tenant's own application: its people are not asked for consent
 * @param requirePkce always true of a public client
 * @param resourceServer may introspect the tokens of other clients of its tenant
 * @param idTokenAlg {@code RS256} or {@code ES256}
 * @param defaultMaxAge {@code default_max_age}, what holds when a request does not say {@code max_age}
 * @param accessTokenLifetime empty: the installation's
 * @param refreshTokenLifetime empty: the installation's; from the sign-in on
 */
public record ClientRules(
        Optional<AuthMethod> authMethod,
        boolean isNative,
        boolean firstParty,
        boolean requirePkce,
        boolean resourceServer,
        String idTokenAlg,
        Optional<Duration> defaultMaxAge,
        boolean requireAuthTime,
        Optional<Duration> accessTokenLifetime,
        Optional<Duration> refreshTokenLifetime) {

    public static final String DEFAULT_ID_TOKEN_ALG = "RS256";

    public boolean isPublic() {
        return authMethod.filter(AuthMethod.NONE::equals).isPresent();
    }
}

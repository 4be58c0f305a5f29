package dev.tenantry.feature.oauth.discovery;

import dev.tenantry.feature.oauth.protocol.PersonClaim;
import dev.tenantry.platform.security.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a tenant's issuer can do (OpenID Connect Discovery 1.0, section 3; RFC 8414, section 2). It says what is there and
 * nothing more.
 */
record Metadata(
        String issuer,
        String authorizationEndpoint,
        String tokenEndpoint,
        String userinfoEndpoint,
        String jwksUri,
        String registrationEndpoint,
        String revocationEndpoint,
        String introspectionEndpoint,
        String endSessionEndpoint,
        List<String> scopesSupported,
        List<String> responseTypesSupported,
        List<String> responseModesSupported,
        List<String> grantTypesSupported,
        List<String> subjectTypesSupported,
        List<String> idTokenSigningAlgValuesSupported,
        List<String> tokenEndpointAuthMethodsSupported,
        List<String> revocationEndpointAuthMethodsSupported,
        List<String> introspectionEndpointAuthMethodsSupported,
        List<String> codeChallengeMethodsSupported,
        boolean authorizationResponseIssParameterSupported,
        List<String> claimTypesSupported,
        List<String> claimsSupported,
        boolean claimsParameterSupported,
        boolean requestParameterSupported,
        boolean requestUriParameterSupported,
        List<String> promptValuesSupported,
        List<String> uiLocalesSupported) {
    private static final List<String> WITH_SECRET = List.of("client_secret_basic", "client_secret_post");
    private static final List<String> WITH_OR_WITHOUT = List.of("none", "client_secret_basic", "client_secret_post");

    static Metadata of(String issuer) {
        var base = issuer + "/oauth/";
        return new Metadata(
                issuer,
                base + "authorize",
                base + "token",
                base + "userinfo",
                base + "jwks",
                base + "register",
                base + "revoke",
                base + "introspect",
                base + "end_session",
                Arrays.stream(Scope.values()).map(Scope::wire).toList(),
                List.of("code"),
                List.of("query", "form_post"),
                List.of("authorization_code", "refresh_token", "client_credentials", "password"),
                List.of("public"),
                List.of("RS256", "ES256"),
                WITH_OR_WITHOUT,
                WITH_OR_WITHOUT,
                WITH_SECRET,
                List.of("S256"),
                true,
                List.of("normal"),
                claims(),
                true,
                false,
                // Said although it is false: left out it would mean true.
                false,
                List.of("none", "login", "consent", "select_account"),
                List.of("en"));
    }

    private static List<String> claims() {
        return Stream.concat(
                        Stream.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "sid"),
                        Arrays.stream(PersonClaim.values()).map(PersonClaim::wire))
                .toList();
    }
}

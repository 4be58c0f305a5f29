package dev.tenantry.feature.oauth.discovery;

import dev.tenantry.feature.oauth.protocol.PersonClaim;
import dev.tenantry.platform.security.Scope;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a tenant's issuer can do (OpenID Connect Discovery 1.0, section 3; RFC 8414, section 2). It says what is there and
 * nothing more.
 */
final class Metadata {
    private static final List<String> WITH_SECRET = List.of("client_secret_basic", "client_secret_post");
    private static final List<String> WITH_OR_WITHOUT = List.of("none", "client_secret_basic", "client_secret_post");

    private Metadata() {}

    static Map<String, Object> of(String issuer) {
        var all = new LinkedHashMap<String, Object>();
        all.put("issuer", issuer);
        endpoints(all, issuer + "/oauth/");
        all.put(
                "scopes_supported",
                Arrays.stream(Scope.values()).map(Scope::wire).toList());
        all.put("response_types_supported", List.of("code"));
        all.put("response_modes_supported", List.of("query", "form_post"));
        all.put(
                "grant_types_supported",
                List.of("authorization_code", "refresh_token", "client_credentials", "password"));
        all.put("subject_types_supported", List.of("public"));
        all.put("id_token_signing_alg_values_supported", List.of("RS256", "ES256"));
        all.put("token_endpoint_auth_methods_supported", WITH_OR_WITHOUT);
        all.put("revocation_endpoint_auth_methods_supported", WITH_OR_WITHOUT);
        all.put("introspection_endpoint_auth_methods_supported", WITH_SECRET);
        all.put("code_challenge_methods_supported", List.of("S256"));
        all.put("authorization_response_iss_parameter_supported", true);
        all.put("claim_types_supported", List.of("normal"));
        all.put("claims_supported", claims());
        all.put("claims_parameter_supported", true);
        all.put("request_parameter_supported", false);
        // Said although it is false: left out it would mean true.
        all.put("request_uri_parameter_supported", false);
        all.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        all.put("ui_locales_supported", List.of("en"));
        return all;
    }

    private static void endpoints(Map<String, Object> all, String base) {
        all.put("authorization_endpoint", base + "authorize");
        all.put("token_endpoint", base + "token");
        all.put("userinfo_endpoint", base + "userinfo");
        all.put("jwks_uri", base + "jwks");
        all.put("registration_endpoint", base + "register");
        all.put("revocation_endpoint", base + "revoke");
        all.put("introspection_endpoint", base + "introspect");
        all.put("end_session_endpoint", base + "end_session");
    }

    private static List<String> claims() {
        return Stream.concat(
                        Stream.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "sid"),
                        Arrays.stream(PersonClaim.values()).map(PersonClaim::wire))
                .toList();
    }
}

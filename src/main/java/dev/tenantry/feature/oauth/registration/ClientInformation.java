package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.AuthMethod;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients.Registered;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.Scope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client as it is told: everything it is registered with (RFC 7591, section 3.2.1; RFC 7592, section 3). */
final class ClientInformation {

    private ClientInformation() {}

    /** With the secret, where there is a new one; 0 means that it never expires. */
    static Map<String, Object> of(Registered registered) {
        var told = new LinkedHashMap<String, Object>();
        told.put("client_id", registered.client().id().wire());
        registered.secret().map(Secret::reveal).ifPresent(secret -> {
            told.put("client_secret", secret);
            told.put("client_secret_expires_at", 0);
        });
        told.putAll(of(registered.client()));
        return told;
    }

    static Map<String, Object> of(Client client) {
        var rules = client.rules();
        var told = new LinkedHashMap<String, Object>();
        told.put("client_id", client.id().wire());
        told.put("client_id_issued_at", client.createdAt().getEpochSecond());
        told.put("client_name", client.name());
        told.put("redirect_uris", client.redirectUris());
        told.put("post_logout_redirect_uris", client.postLogoutRedirectUris());
        told.put(
                "grant_types",
                client.grantTypes().stream().sorted().map(GrantType::wire).toList());
        told.put("response_types", client.mayUse(GrantType.AUTHORIZATION_CODE) ? List.of("code") : List.of());
        told.put("scope", Scope.format(client.scopes()));
        told.put(
                "token_endpoint_auth_method",
                rules.authMethod().orElse(AuthMethod.CLIENT_SECRET_BASIC).wire());
        told.put("application_type", rules.isNative() ? "native" : "web");
        told.put("subject_type", "public");
        told.put("id_token_signed_response_alg", rules.idTokenAlg());
        rules.defaultMaxAge().map(Duration::toSeconds).ifPresent(seconds -> told.put("default_max_age", seconds));
        told.put("require_auth_time", rules.requireAuthTime());
        told.put("require_pkce", rules.requirePkce());
        told.put("first_party", rules.firstParty());
        told.put("resource_server", rules.resourceServer());
        rules.accessTokenLifetime()
                .map(Duration::toSeconds)
                .ifPresent(seconds -> told.put("access_token_lifetime", seconds));
        rules.refreshTokenLifetime()
                .map(Duration::toSeconds)
                .ifPresent(seconds -> told.put("refresh_token_lifetime", seconds));
        told.putAll(client.shown());
        return told;
    }
}

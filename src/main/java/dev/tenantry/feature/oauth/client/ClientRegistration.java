package dev.tenantry.feature.oauth.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.security.Scope;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Client metadata as RFC 7591, section 2, has it. What this server does not know is ignored, as the RFC wants. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ClientRegistration(
        @Nullable String clientName,
        @Nullable List<@Nullable String> grantTypes,
        @Nullable String scope,
        @Nullable String tokenEndpointAuthMethod) {
    private static final Set<String> AUTH_METHODS = Set.of("client_secret_basic", "client_secret_post");

    ClientRegistration {
        if (clientName != null && clientName.length() > 200) {
            throw refused("client_name may have at most 200 characters");
        }
        if (tokenEndpointAuthMethod != null && !AUTH_METHODS.contains(tokenEndpointAuthMethod)) {
            throw refused("token_endpoint_auth_method must be client_secret_basic or client_secret_post");
        }
    }

    String name() {
        return clientName == null || clientName.isBlank() ? "Unnamed client" : clientName;
    }

    /** Without a wish a client acts as itself. */
    Set<GrantType> grants() {
        if (grantTypes == null || grantTypes.isEmpty()) {
            return Set.of(GrantType.CLIENT_CREDENTIALS);
        }
        var grants = EnumSet.noneOf(GrantType.class);
        for (var type : grantTypes) {
            grants.add(GrantType.ofWire(String.valueOf(type))
                    .orElseThrow(() -> refused("grant_types may hold client_credentials, password, refresh_token")));
        }
        if (grants.equals(EnumSet.of(GrantType.REFRESH_TOKEN))) {
            throw refused("refresh_token needs a grant that begins a session: password");
        }
        return grants;
    }

    /** Without a wish a client may read. */
    Set<Scope> scopes() {
        if (scope == null || scope.isBlank()) {
            return Set.of(Scope.READ);
        }
        return Scope.parse(scope).orElseThrow(() -> refused("scope holds a scope this server does not know"));
    }

    String authMethod() {
        return tokenEndpointAuthMethod == null ? "client_secret_basic" : tokenEndpointAuthMethod;
    }

    Client client(ClientId id) {
        var rules = new ClientRules(
                Optional.ofNullable(tokenEndpointAuthMethod).flatMap(AuthMethod::ofWire),
                false,
                false,
                true,
                false,
                ClientRules.DEFAULT_ID_TOKEN_ALG,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        return new Client(
                id,
                name(),
                Client.Origin.MEMBER,
                grants(),
                scopes(),
                List.of(),
                List.of(),
                rules,
                Map.of(),
                Instant.now());
    }

    private static OAuthException refused(String why) {
        return new OAuthException(OAuthError.INVALID_CLIENT_METADATA, why);
    }
}

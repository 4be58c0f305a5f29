package dev.tenantry.feature.oauth.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tenantry.feature.oauth.client.AuthMethod;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients.Registered;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client as it is told: everything it is registered with (RFC 7591, section 3.2.1; RFC 7592, section 3).
 *
 * @param clientSecret where there is a new one
 * @param clientSecretExpiresAt 0, which means never, beside a secret
 * @param clientUri the last ones are shown to people and told back, and nothing else is done with them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClientInformation(
        String clientId,
        @Nullable String clientSecret,
        @Nullable Integer clientSecretExpiresAt,
        long clientIdIssuedAt,
        String clientName,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        List<String> grantTypes,
        List<String> responseTypes,
        String scope,
        String tokenEndpointAuthMethod,
        String applicationType,
        String subjectType,
        String idTokenSignedResponseAlg,
        @Nullable Long defaultMaxAge,
        boolean requireAuthTime,
        boolean requirePkce,
        boolean firstParty,
        boolean resourceServer,
        @Nullable Long accessTokenLifetime,
        @Nullable Long refreshTokenLifetime,
        @Nullable String clientUri,
        @Nullable String logoUri,
        @Nullable String policyUri,
        @Nullable String tosUri,
        @Nullable String initiateLoginUri,
        @Nullable String sectorIdentifierUri,
        @Nullable String jwksUri,
        @Nullable String softwareId,
        @Nullable String softwareVersion,
        @Nullable List<?> contacts,
        @Nullable Map<?, ?> jwks) {

    static ClientInformation of(Registered registered) {
        return of(registered.client(), registered.secret().map(Secret::reveal).orElse(null));
    }

    static ClientInformation of(Client client) {
        return of(client, null);
    }

    private static ClientInformation of(Client client, @Nullable String secret) {
        var rules = client.rules();
        var shown = client.shown();
        return new ClientInformation(
                client.id().wire(),
                secret,
                secret == null ? null : 0,
                client.createdAt().getEpochSecond(),
                client.name(),
                client.redirectUris(),
                client.postLogoutRedirectUris(),
                client.grantTypes().stream().sorted().map(GrantType::wire).toList(),
                client.mayUse(GrantType.AUTHORIZATION_CODE) ? List.of("code") : List.of(),
                Scope.format(client.scopes()),
                rules.authMethod().orElse(AuthMethod.CLIENT_SECRET_BASIC).wire(),
                rules.isNative() ? "native" : "web",
                "public",
                rules.idTokenAlg(),
                rules.defaultMaxAge().map(Duration::toSeconds).orElse(null),
                rules.requireAuthTime(),
                rules.requirePkce(),
                rules.firstParty(),
                rules.resourceServer(),
                rules.accessTokenLifetime().map(Duration::toSeconds).orElse(null),
                rules.refreshTokenLifetime().map(Duration::toSeconds).orElse(null),
                text(shown, "client_uri"),
                text(shown, "logo_uri"),
                text(shown, "policy_uri"),
                text(shown, "tos_uri"),
                text(shown, "initiate_login_uri"),
                text(shown, "sector_identifier_uri"),
                text(shown, "jwks_uri"),
                text(shown, "software_id"),
                text(shown, "software_version"),
                shown.get("contacts") instanceof List<?> contacts ? contacts : null,
                shown.get("jwks") instanceof Map<?, ?> keys ? keys : null);
    }

    private static @Nullable String text(Map<String, Object> shown, String member) {
        return shown.get(member) instanceof String text ? text : null;
    }

    @Override
    public String toString() {
        return "ClientInformation[" + clientId + "]";
    }

    /** The same with who has registered it: {@code member} or {@code dynamic}. */
    record Listed(@JsonUnwrapped ClientInformation client, String origin) {
        static Listed of(Client client) {
            return new Listed(
                    ClientInformation.of(client), client.origin().name().toLowerCase(Locale.ROOT));
        }
    }

    /** The same with what the client manages itself by (RFC 7592, section 3). */
    record Managed(
            @JsonUnwrapped ClientInformation client, String registrationAccessToken, String registrationClientUri) {
        @Override
        public String toString() {
            return "Managed[" + client + "]";
        }
    }
}

package dev.tenantry.feature.oauth.registration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tenantry.platform.http.body.RequestBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Client metadata as it comes (RFC 7591, section 2; OpenID Connect Dynamic Client Registration 1.0, section 2), not yet
 * judged. What this server does not know is ignored, as the RFC wants.
 *
 * @param clientId the first six only when a client is changed (RFC 7592, section 2.2)
 * @param firstParty the last five are this server's own
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ClientMetadata(
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable Object registrationAccessToken,
        @Nullable Object registrationClientUri,
        @Nullable Object clientSecretExpiresAt,
        @Nullable Object clientIdIssuedAt,
        @Nullable List<@Nullable String> redirectUris,
        @Nullable List<@Nullable String> postLogoutRedirectUris,
        @Nullable String tokenEndpointAuthMethod,
        @Nullable List<@Nullable String> grantTypes,
        @Nullable List<@Nullable String> responseTypes,
        @Nullable String applicationType,
        @Nullable String clientName,
        @Nullable String clientUri,
        @Nullable String logoUri,
        @Nullable String policyUri,
        @Nullable String tosUri,
        @Nullable List<@Nullable String> contacts,
        @Nullable String scope,
        @Nullable Integer defaultMaxAge,
        @Nullable Boolean requireAuthTime,
        @Nullable String subjectType,
        @Nullable String sectorIdentifierUri,
        @Nullable Map<String, Object> jwks,
        @Nullable String jwksUri,
        @Nullable String softwareId,
        @Nullable String softwareVersion,
        @Nullable String initiateLoginUri,
        @Nullable String idTokenSignedResponseAlg,
        @Nullable String idTokenEncryptedResponseAlg,
        @Nullable String userinfoSignedResponseAlg,
        @Nullable String userinfoEncryptedResponseAlg,
        @Nullable String requestObjectSigningAlg,
        @Nullable String requestObjectEncryptionAlg,
        @Nullable Boolean firstParty,
        @Nullable Boolean requirePkce,
        @Nullable Boolean resourceServer,
        @Nullable Integer accessTokenLifetime,
        @Nullable Integer refreshTokenLifetime) {
    private static final int LIMIT = 64 * 1024;

    static final RequestBody<ClientMetadata> BODY = RequestBody.json(ClientMetadata.class, LIMIT);

    /** RFC 7592, section 2.2: what a client that changes itself must not say. */
    boolean hasWhatOnlyTheServerSays() {
        return registrationAccessToken != null
                || registrationClientUri != null
                || clientSecretExpiresAt != null
                || clientIdIssuedAt != null;
    }

    @Override
    public String toString() {
        return "ClientMetadata[" + clientName + "]";
    }
}

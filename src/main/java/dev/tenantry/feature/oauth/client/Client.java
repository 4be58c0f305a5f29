package dev.tenantry.feature.oauth.client;

import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.security.Authority;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An application that may ask this tenant's authorization server for tokens. Its secret is kept as SHA-256 only.
 *
 * @param redirectUris where codes may be sent (RFC 6749, section 3.1.2), compared byte for byte
 * @param postLogoutRedirectUris where a browser may go after signing out (OpenID Connect RP-Initiated Logout 1.0)
 * @param shown metadata that people see or the client gets back and the server does not act on, such as {@code logo_uri}
 */
public record Client(
        ClientId id,
        String name,
        Origin origin,
        Set<GrantType> grantTypes,
        Set<Scope> scopes,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        ClientRules rules,
        Map<String, Object> shown,
        Instant createdAt) {

    /** Who has registered it. */
    public enum Origin {
        /** A signed-in owner or admin. */
        MEMBER,
        /** Itself (RFC 7591). It is nobody the tenant knows: its people are always asked. */
        DYNAMIC,
        /** Nobody: every tenant has it. */
        BUILT_IN
    }

    /** This client, asking as itself. */
    public Principal asking(Set<Scope> asked) {
        return new Principal(
                Principal.Kind.SERVICE,
                id.value(),
                name,
                Authority.ofOwn("", Set.of()),
                asked,
                Optional.of(id.value()));
    }

    public boolean mayUse(GrantType grantType) {
        return grantTypes.contains(grantType);
    }
}

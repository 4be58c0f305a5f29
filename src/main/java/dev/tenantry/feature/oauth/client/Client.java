package dev.tenantry.feature.oauth.client;

import dev.tenantry.platform.security.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** An application that may ask this tenant's authorization server for tokens. Its secret is kept as SHA-256 only. */
public record Client(UUID id, String name, Set<GrantType> grantTypes, Set<Scope> scopes, Instant createdAt) {

    public boolean mayUse(GrantType grantType) {
        return grantTypes.contains(grantType);
    }
}

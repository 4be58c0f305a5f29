package dev.tenantry.feature.oauth.token;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** ID tokens (OpenID Connect Core, section 2). */
public final class IdTokens {

    /** What an {@code id_token_hint} says: an ID token of ours that may have expired, and so proves nothing. */
    public record Hint(PersonId person, ClientId client, Optional<UUID> session) {}

    /** Empty for whatever this tenant has not issued. */
    public Future<Optional<Hint>> hint(TenantContext tenant, String idToken) {
        return Future.succeededFuture(Optional.empty());
    }
}

package dev.tenantry.feature.oauth.token;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.security.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a person has allowed a client: what a code stands for, and a family of tokens goes on from.
 *
 * @param family the id of all that comes of it
 * @param session the browser session it came from, if there was one
 * @param standing the member's standing at that moment
 * @param authTime when the person showed who they are
 * @param claims the {@code claims} parameter as it was sent (OpenID Connect Core, section 5.5), already found to be sound
 */
public record Authorization(
        UUID family,
        ClientId client,
        PersonId person,
        Optional<UUID> session,
        long standing,
        Set<Scope> scopes,
        Instant authTime,
        Optional<String> claims) {}

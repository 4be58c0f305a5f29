package dev.tenantry.feature.oauth.token;

import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whom an access token is for.
 *
 * @param id the person's id, or the client's when a service acts as itself
 * @param family what the token dies with; empty for a service, which has no sign-in
 * @param standing the member's standing the token was given under; 0 for a service
 */
public record Subject(
        Principal.Kind kind, UUID id, ClientId client, Set<Scope> scopes, Optional<UUID> family, long standing) {

    /** A service that acts as itself. */
    public static Subject service(ClientId client, Set<Scope> scopes) {
        return new Subject(Principal.Kind.SERVICE, client.value(), client, scopes, Optional.empty(), 0);
    }

    /** A person, through what they have allowed, with these scopes of it. */
    public static Subject person(Authorization authorization, Set<Scope> scopes) {
        return new Subject(
                Principal.Kind.PERSON,
                authorization.person().value(),
                authorization.client(),
                scopes,
                Optional.of(authorization.family()),
                authorization.standing());
    }
}

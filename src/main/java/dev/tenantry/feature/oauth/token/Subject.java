package dev.tenantry.feature.oauth.token;

import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import java.util.Set;
import java.util.UUID;

/**
 * Whom a token is for.
 *
 * @param id the person's id, or the client's when a service acts as itself
 */
public record Subject(Principal.Kind kind, UUID id, UUID client, Set<Scope> scopes) {}

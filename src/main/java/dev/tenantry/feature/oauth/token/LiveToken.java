package dev.tenantry.feature.oauth.token;

import dev.tenantry.platform.security.Principal;
import java.util.UUID;

/**
 * An access token that is good at this moment, for this tenant.
 *
 * @param id its {@code jti}
 * @param principal who it stands for, as they are now
 * @param issuedAt in seconds since 1970, as the token says it
 * @param expiresAt likewise
 */
public record LiveToken(UUID id, Subject subject, Principal principal, long issuedAt, long expiresAt) {}

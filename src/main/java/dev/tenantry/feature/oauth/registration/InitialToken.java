package dev.tenantry.feature.oauth.registration;

import java.time.Instant;
import java.util.UUID;

/** An initial access token (RFC 7591, section 3) as it is told to the tenant's owners and admins: never the token itself. */
record InitialToken(UUID id, String note, int usesLeft, Instant createdAt, Instant expiresAt) {}

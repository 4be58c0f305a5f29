package dev.tenantry.feature.tenant;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A domain as a tenant claims it.
 *
 * @param proof what its TXT record has to say
 * @param verifiedAt since when it names the tenant; empty while that is not proved, or another tenant's
 */
record Domain(UUID id, DomainName name, String proof, Instant createdAt, Optional<Instant> verifiedAt) {}

package dev.tenantry.feature.oauth.key;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A key of the ring.
 *
 * @param jwk with its private part
 * @param retiredAt since when it signs no more; empty for the one that signs
 * @param expiresAt when it leaves the ring: no token it signed lives longer
 */
record SigningKey(String id, ECKey jwk, Instant createdAt, Optional<Instant> retiredAt, Optional<Instant> expiresAt) {

    boolean verifiesAt(Instant now) {
        return expiresAt.isEmpty() || expiresAt.get().isAfter(now);
    }
}

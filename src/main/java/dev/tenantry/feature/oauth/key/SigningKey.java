package dev.tenantry.feature.oauth.key;

import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;
import java.util.Optional;

/**
 * A key of the ring.
 *
 * @param jwk with its private part
 * @param signer signs with it
 * @param expiresAt when it leaves the ring: no token it signed lives longer
 */
record SigningKey(
        SigningAlgorithm algorithm, JWK jwk, TokenSigner signer, Instant createdAt, Optional<Instant> expiresAt) {

    boolean verifiesAt(Instant now) {
        return expiresAt.isEmpty() || expiresAt.get().isAfter(now);
    }
}

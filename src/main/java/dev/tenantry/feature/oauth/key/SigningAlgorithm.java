package dev.tenantry.feature.oauth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.UUID;

/** What the server signs with (RFC 7518, section 3.1): ECDSA on P-256, and RSA with 2048 bits, which every client knows. */
public enum SigningAlgorithm {
    ES256,
    RS256;

    private static final int RSA_BITS = 2048;

    /** As the header of a token says it. */
    public JWSAlgorithm jws() {
        return JWSAlgorithm.parse(name());
    }

    /** A new key under an id of its own. Takes up to a second for RSA. */
    JWK generate() {
        var id = UUID.randomUUID().toString();
        try {
            return switch (this) {
                case ES256 ->
                    new ECKeyGenerator(Curve.P_256)
                            .keyID(id)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(jws())
                            .generate();
                case RS256 ->
                    new RSAKeyGenerator(RSA_BITS)
                            .keyID(id)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(jws())
                            .generate();
            };
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JDK has P-256 and RSA", e);
        }
    }
}

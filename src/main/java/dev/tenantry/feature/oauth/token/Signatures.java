package dev.tenantry.feature.oauth.token;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tenantry.feature.oauth.key.KeyRing;
import dev.tenantry.feature.oauth.key.SigningAlgorithm;
import dev.tenantry.platform.config.Secret;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs and verifies, with the native provider where it runs, which for ES256 is some twenty times as fast, else with the
 * JDK's.
 */
final class Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);

    private Signatures() {}

    /** A JWT of these claims, signed with the ring's key of that kind. */
    static Secret sign(KeyRing keys, SigningAlgorithm algorithm, JOSEObjectType type, JWTClaimsSet claims) {
        var key = keys.signing(algorithm);
        var header = new JWSHeader.Builder(algorithm.jws())
                .type(type)
                .keyID(key.getKeyID())
                .build();
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer(algorithm, key));
            return new Secret(token.serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException("A key of the ring cannot sign", e);
        }
    }

    private static JWSSigner signer(SigningAlgorithm algorithm, JWK key) throws JOSEException {
        return switch (algorithm) {
            case ES256 -> {
                var signer = new ECDSASigner(key.toECKey());
                signer.getJCAContext().setProvider(es256());
                yield signer;
            }
            case RS256 -> {
                var signer = new RSASSASigner(key.toRSAKey());
                signer.getJCAContext().setProvider(rs256());
                yield signer;
            }
        };
    }

    /** Whether the token was signed with that key. */
    static boolean verify(SignedJWT token, SigningAlgorithm algorithm, JWK key) throws JOSEException {
        return switch (algorithm) {
            case ES256 -> {
                var verifier = new ECDSAVerifier(key.toECKey());
                verifier.getJCAContext().setProvider(es256());
                yield token.verify(verifier);
            }
            case RS256 -> {
                var verifier = new RSASSAVerifier(key.toRSAKey());
                verifier.getJCAContext().setProvider(rs256());
                yield token.verify(verifier);
            }
        };
    }

    static Provider es256() {
        return nativeProvider("SHA256withECDSAinP1363Format").orElseGet(() -> Security.getProvider("SunEC"));
    }

    private static Provider rs256() {
        return nativeProvider("SHA256withRSA").orElseGet(() -> Security.getProvider("SunRsaSign"));
    }

    private static Optional<Provider> nativeProvider(String signature) {
        try {
            var provider = AmazonCorrettoCryptoProvider.INSTANCE;
            if (provider.getLoadingError() == null && provider.getService("Signature", signature) != null) {
                return Optional.of(provider);
            }
        } catch (LinkageError e) {
            LOG.debug("No native signature provider on this platform", e);
        }
        return Optional.empty();
    }
}

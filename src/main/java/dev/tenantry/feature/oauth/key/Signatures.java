package dev.tenantry.feature.oauth.key;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs and verifies, with the native provider where it runs, which for ES256 is some twenty times as fast, else with the
 * JDK's.
 */
public final class Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);

    // RFC 7518, section 3.4: the two numbers one after the other, not in DER.
    private static final String ES256 = "SHA256withECDSAinP1363Format";
    private static final String RS256 = "SHA256withRSA";

    private Signatures() {}

    /** Of this algorithm, without a key yet. */
    static Signature signing(SigningAlgorithm algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case ES256 -> Signature.getInstance(ES256, es256());
            case RS256 -> Signature.getInstance(RS256, rs256());
        };
    }

    /** Whether the token was signed with that key. */
    public static boolean verify(SignedJWT token, SigningAlgorithm algorithm, JWK key) throws JOSEException {
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

    /** What signs and verifies with ES256 here. */
    public static Provider es256() {
        return nativeProvider(ES256).orElseGet(() -> Security.getProvider("SunEC"));
    }

    private static Provider rs256() {
        return nativeProvider(RS256).orElseGet(() -> Security.getProvider("SunRsaSign"));
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

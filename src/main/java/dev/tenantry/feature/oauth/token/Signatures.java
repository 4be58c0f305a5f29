package dev.tenantry.feature.oauth.token;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which provider signs and verifies: the native one where it runs, which is some twenty times as fast, else the JDK's. */
final class Signatures {
    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);

    private Signatures() {}

    static Provider es256() {
        return nativeProvider().orElseGet(() -> Security.getProvider("SunEC"));
    }

    private static Optional<Provider> nativeProvider() {
        try {
            var provider = AmazonCorrettoCryptoProvider.INSTANCE;
            if (provider.getLoadingError() == null
                    && provider.getService("Signature", "SHA256withECDSAinP1363Format") != null) {
                return Optional.of(provider);
            }
        } catch (LinkageError e) {
            LOG.debug("No native signature provider on this platform", e);
        }
        return Optional.empty();
    }
}

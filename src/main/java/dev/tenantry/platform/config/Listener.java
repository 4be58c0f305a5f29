package dev.tenantry.platform.config;

import dev.tenantry.platform.net.Network;
import dev.tenantry.platform.net.Pem;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/**
 * Where a server listens.
 *
 * @param host an address or a name of this machine; 127.0.0.1 is reachable from this machine only
 * @param tls present when it speaks https
 * @param trustedProxies who may say for whom a request is made ({@code TRUSTED_PROXIES})
 */
public record Listener(String host, int port, Optional<Tls> tls, List<Network> trustedProxies) {

    /** Plain http, with nothing before it. */
    public Listener(String host, int port) {
        this(host, port, Optional.empty(), List.of());
    }

    /** The same for another place. */
    public Listener at(String otherHost, int otherPort) {
        return new Listener(otherHost, otherPort, tls, trustedProxies);
    }

    public String scheme() {
        return tls.isPresent() ? "https" : "http";
    }

    /** How a program on the same machine reaches it. */
    String local() {
        return scheme() + "://localhost:" + port;
    }

    /**
     * What this process shows for itself when it serves https.
     *
     * @param certificates the server's own certificate and those that lead up from it, PEM ({@code TLS_CERT})
     * @param key the private key of the first of them, PEM ({@code TLS_KEY})
     */
    public record Tls(String certificates, Secret key) {
        private static final String CERTIFICATE = "TLS_CERT";
        private static final String KEY = "TLS_KEY";

        /** Both or none. Empty as well when something is wrong with them, which is reported. */
        static Optional<Tls> read(Settings settings) {
            var certificate = settings.find(CERTIFICATE);
            var key = settings.find(KEY);
            if (certificate.isPresent() != key.isPresent()) {
                var missing = key.isPresent() ? CERTIFICATE : KEY;
                settings.mistake(missing, "must be set as well: https needs a certificate and its key");
                return Optional.empty();
            }
            return certificate.flatMap(text -> pair(settings, text, key.orElseThrow()));
        }

        private static Optional<Tls> pair(Settings settings, String certificateText, String keyText) {
            var certificates = Pem.certificates(certificateText);
            if (certificates.isEmpty()) {
                settings.mistake(
                        CERTIFICATE, "holds no certificate that can be read: PEM, -----BEGIN CERTIFICATE-----");
                return Optional.empty();
            }
            try {
                var key = Pem.privateKey(keyText);
                if (!Pem.belongTogether(certificates.get(0), key)) {
                    settings.mistake(KEY, "is not the key of the first certificate in " + CERTIFICATE);
                    return Optional.empty();
                }
                return Optional.of(new Tls(Pem.write(certificates), new Secret(Pem.write(key))));
            } catch (GeneralSecurityException | RuntimeException e) {
                // What the parser of keys throws for bytes that are none is of many kinds.
                settings.mistake(KEY, "holds no private key that can be read: PEM, not encrypted, of kind RSA or EC");
                return Optional.empty();
            }
        }

        /** The server's own certificate alone, PEM: who trusts this one trusts nobody else. */
        public String own() {
            return Pem.write(Pem.certificates(certificates).subList(0, 1));
        }
    }
}

package dev.tenantry.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.config.Config.Parts;
import dev.tenantry.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A certificate and its key by variable, and what follows from them. */
class TlsTest {
    @TempDir
    static Path folder;

    static TestCertificate own;
    static TestCertificate rsa;

    @BeforeAll
    static void makeCertificates() {
        own = TestCertificate.make(folder, "EC");
        rsa = TestCertificate.make(folder, "RSA");
    }

    private static Config read(String... namesAndValues) {
        var variables = new HashMap<>(Map.of("DATA_DIR", folder.resolve("data").toString()));
        for (int at = 0; at < namesAndValues.length; at += 2) {
            variables.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return Config.read(variables, Parts.ALL);
    }

    @Test
    void speaksHttpsAndSaysSoEverywhereWhenAPairIsGiven() {
        var config = read("TLS_CERT", own.certificate(), "TLS_KEY", own.key());
        var backend = config.backend().orElseThrow();

        assertThat(backend.api().tls().orElseThrow().certificates()).isEqualTo(own.certificate());
        assertThat(backend.oauth().issuer()).hasToString("https://localhost:8080");
        assertThat(config.frontend().listener().scheme()).isEqualTo("https");
        assertThat(config.frontend().publicUrl()).hasToString("https://localhost:8000");
        assertThat(config.frontend().apiUrl()).hasToString("https://localhost:8080");
        assertThat(config.frontend().apiTrust()).contains(new FrontendConfig.Trust(own.certificate(), false));
        assertThat(config.toString()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void readsFilesWhenTheVariablesNameThem() throws IOException {
        var certificate = Files.writeString(folder.resolve("fullchain.pem"), own.certificate() + rsa.certificate());
        var key = Files.writeString(folder.resolve("privkey.pem"), "a comment\n" + own.key());
        var config = read("TLS_CERT_FILE", certificate.toString(), "TLS_KEY_FILE", key.toString());

        var tls = config.frontend().listener().tls().orElseThrow();
        assertThat(tls.certificates()).isEqualTo(own.certificate() + rsa.certificate());
        assertThat(tls.own()).isEqualTo(own.certificate());
    }

    @Test
    void readsTheOlderFormsOfKeysWhenAKeyComesInOne() throws Exception {
        var ec = info(own.key());
        var plain = ECPrivateKey.getInstance(ec.parsePrivateKey());
        var named = new ECPrivateKey(
                256,
                plain.getKey(),
                plain.getPublicKey(),
                ec.getPrivateKeyAlgorithm().getParameters());
        var sec1 = TestCertificate.pem("EC PARAMETERS", X9ObjectIdentifiers.prime256v1.getEncoded())
                + TestCertificate.pem("EC PRIVATE KEY", named.getEncoded());
        var pkcs1 = TestCertificate.pem(
                "RSA PRIVATE KEY",
                info(rsa.key()).parsePrivateKey().toASN1Primitive().getEncoded());

        assertThat(read("TLS_CERT", own.certificate(), "TLS_KEY", sec1)
                        .frontend()
                        .listener()
                        .tls())
                .isPresent();
        assertThat(read("TLS_CERT", rsa.certificate(), "TLS_KEY", pkcs1)
                        .frontend()
                        .listener()
                        .tls())
                .isPresent();
    }

    private static PrivateKeyInfo info(String pem) {
        return PrivateKeyInfo.getInstance(Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "")));
    }

    @Test
    void saysSoInOneLineWhenOneOfTheTwoIsMissingWrongOrOfAnother() {
        var other = TestCertificate.make(folder, "EC");

        assertThatThrownBy(() -> read("TLS_CERT", own.certificate()))
                .hasMessage("TLS_KEY must be set as well: https needs a certificate and its key.");
        assertThatThrownBy(() -> read("TLS_KEY", own.key()))
                .hasMessage("TLS_CERT must be set as well: https needs a certificate and its key.");
        assertThatThrownBy(() -> read("TLS_CERT", own.certificate(), "TLS_KEY", other.key()))
                .hasMessage("TLS_KEY is not the key of the first certificate in TLS_CERT.");
        assertThatThrownBy(() -> read("TLS_CERT", own.certificate(), "TLS_KEY", rsa.key()))
                .hasMessageContaining("is not the key of");
        assertThatThrownBy(() -> read("TLS_CERT_FILE", folder.resolve("none").toString(), "TLS_KEY", own.key()))
                .hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing of the kind",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nMAA=\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMAA=\n-----END RSA PRIVATE KEY-----"
            })
    void saysWhatIsWrongAndShowsNothingOfItWhenItCannotBeRead(String garbage) {
        assertThatThrownBy(() -> read("TLS_CERT", garbage, "TLS_KEY", own.key()))
                .hasMessageContaining("TLS_CERT holds no certificate that can be read");
        assertThatThrownBy(() -> read("TLS_CERT", own.certificate(), "TLS_KEY", garbage))
                .hasMessage("TLS_KEY holds no private key that can be read: PEM, not encrypted, of kind RSA or EC.");
        assertThatThrownBy(() -> read("API_CA", garbage)).hasMessageContaining("API_CA holds no certificate");
    }

    @Test
    void believesTheGivenAuthorityByNameWhenTheApiIsElsewhere() {
        var config = read("API_URL", "https://api.example.com", "API_CA", own.certificate());

        assertThat(config.frontend().apiTrust()).contains(new FrontendConfig.Trust(own.certificate(), true));
        assertThat(read("API_URL", "https://api.example.com").frontend().apiTrust())
                .isEmpty();
    }
}

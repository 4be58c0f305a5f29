package dev.tenantry.platform.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Certificates and keys as text (RFC 7468), in each of the three forms private keys come in. */
public final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private Pem() {}

    private record Block(String label, String text) {
        byte[] content() {
            return Base64.getMimeDecoder().decode(text);
        }
    }

    private static List<Block> blocks(String text) {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Block(found.group(1), found.group(2)))
                .toList();
    }

    /** In their order; empty when there are none or one cannot be read. */
    public static List<X509Certificate> certificates(String text) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var found = new ArrayList<X509Certificate>();
            for (var block : blocks(text)) {
                if (block.label.equals("CERTIFICATE")) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.content())));
                }
            }
            return found;
        } catch (CertificateException | IllegalArgumentException e) {
            return List.of();
        }
    }

    /** The first private key of the text; throws when there is none or it cannot be read. */
    public static PrivateKey privateKey(String text) throws GeneralSecurityException {
        return key(blocks(text).stream()
                .flatMap(block -> info(block).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No private key")));
    }

    private static Optional<PrivateKeyInfo> info(Block block) {
        return switch (block.label) {
            case "PRIVATE KEY" -> Optional.of(PrivateKeyInfo.getInstance(block.content()));
            case "RSA PRIVATE KEY" -> {
                var rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
                yield Optional.of(info(rsa, RSAPrivateKey.getInstance(block.content())));
            }
            case "EC PRIVATE KEY" -> {
                var key = ECPrivateKey.getInstance(block.content());
                var curve = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject());
                yield Optional.of(info(curve, key));
            }
            // Such as the parameters that stand before an EC key.
            default -> Optional.empty();
        };
    }

    private static PrivateKeyInfo info(AlgorithmIdentifier algorithm, ASN1Encodable key) {
        try {
            return new PrivateKeyInfo(algorithm, key);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static PrivateKey key(PrivateKeyInfo info) throws GeneralSecurityException {
        var rsa = info.getPrivateKeyAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
        try {
            return KeyFactory.getInstance(rsa ? "RSA" : "EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Whether what the key signs is what the certificate verifies. */
    public static boolean belongTogether(Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        var algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        var signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(certificate.getEncoded());
        var verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certificate.getPublicKey());
        verifying.update(certificate.getEncoded());
        try {
            return verifying.verify(signing.sign());
        } catch (SignatureException e) {
            // A signature of another length, as of a key of another size, fails so.
            return false;
        }
    }

    public static String write(List<X509Certificate> certificates) {
        return certificates.stream()
                .map(certificate -> {
                    try {
                        return block("CERTIFICATE", certificate.getEncoded());
                    } catch (CertificateEncodingException e) {
                        throw new IllegalArgumentException(e);
                    }
                })
                .collect(Collectors.joining());
    }

    public static String write(Key key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    private static String block(String label, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}

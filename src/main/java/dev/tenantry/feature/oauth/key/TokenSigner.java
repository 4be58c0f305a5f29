package dev.tenantry.feature.oauth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import dev.tenantry.platform.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Signs tokens with one key. Its headers are written once, and what has signed is kept for the next token: setting a {@link
 * Signature} up costs more than signing. As many are kept as there were threads that signed at once.
 */
final class TokenSigner {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private final SigningAlgorithm algorithm;
    private final JWK key;
    private final Map<TokenType, byte[]> headers = new EnumMap<>(TokenType.class);
    private final Queue<Signature> idle = new ConcurrentLinkedQueue<>();

    TokenSigner(SigningAlgorithm algorithm, JWK key) {
        this.algorithm = algorithm;
        this.key = key;
        for (var type : TokenType.values()) {
            headers.put(type, header(type));
        }
    }

    /** With the dot that follows it. */
    private byte[] header(TokenType type) {
        var header = new JWSHeader.Builder(algorithm.jws())
                .type(new JOSEObjectType(type.wire()))
                .keyID(key.getKeyID())
                .build();
        return (header.toBase64URL() + ".").getBytes(StandardCharsets.US_ASCII);
    }

    /** @param claims JSON */
    Secret sign(TokenType type, byte[] claims) {
        var header = Objects.requireNonNull(headers.get(type));
        var payload = BASE64.encode(claims);
        try {
            var signature = idle.poll();
            if (signature == null) {
                signature = started();
            }
            signature.update(header);
            signature.update(payload);
            var signed = BASE64.encode(signature.sign());
            idle.add(signature);
            return new Secret(joined(header, payload, signed));
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("A key of the ring cannot sign", e);
        }
    }

    private Signature started() throws GeneralSecurityException, JOSEException {
        var signature = Signatures.signing(algorithm);
        signature.initSign(privateKey());
        return signature;
    }

    private PrivateKey privateKey() throws JOSEException {
        return switch (algorithm) {
            case ES256 -> key.toECKey().toECPrivateKey();
            case RS256 -> key.toRSAKey().toRSAPrivateKey();
        };
    }

    private static String joined(byte[] header, byte[] payload, byte[] signature) {
        var token = new byte[header.length + payload.length + 1 + signature.length];
        System.arraycopy(header, 0, token, 0, header.length);
        System.arraycopy(payload, 0, token, header.length, payload.length);
        token[header.length + payload.length] = '.';
        System.arraycopy(signature, 0, token, header.length + payload.length + 1, signature.length);
        return new String(token, StandardCharsets.ISO_8859_1);
    }
}

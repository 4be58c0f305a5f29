package dev.tenantry.feature.oauth.key;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.StartupException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts private keys at rest: AES-256-GCM, the key derived from {@code JWT_SECRET_KEY}, bound to the key's id. */
final class KeyWrap {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private final SecretKeySpec key;

    KeyWrap(Secret jwtSecretKey) {
        this.key = new SecretKeySpec(jwtSecretKey.derive("encryption of signing keys"), "AES");
    }

    byte[] wrap(String keyId, String privateJwk) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, keyId, nonce, privateJwk.getBytes(StandardCharsets.UTF_8));
        var wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
        return wrapped;
    }

    String unwrap(String keyId, byte[] wrapped) {
        var nonce = Arrays.copyOf(wrapped, NONCE_BYTES);
        var sealed = Arrays.copyOfRange(wrapped, NONCE_BYTES, wrapped.length);
        return new String(run(Cipher.DECRYPT_MODE, keyId, nonce, sealed), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, String keyId, byte[] nonce, byte[] input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(keyId.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw new StartupException(
                    "JWT_SECRET_KEY is not the one that the signing keys in this database were encrypted with.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }
}

package dev.tenantry.platform.security;

import dev.tenantry.platform.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts what is kept in the database and must not be read there: AES-256-GCM, with a key for one purpose. */
public final class Seal {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    public Seal(Secret secret, String purpose) {
        this.key = new SecretKeySpec(secret.derive(purpose), "AES");
    }

    /** @param place where it will be kept: it can be opened for that place only */
    public byte[] close(String place, byte[] content) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = run(Cipher.ENCRYPT_MODE, place, nonce, content);
            var whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return whole;
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("Only opening compares a tag", e);
        }
    }

    /** Empty when it was closed with another key or for another place, or has been changed. */
    public Optional<byte[]> open(String place, byte[] whole) {
        if (whole.length < NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(run(
                    Cipher.DECRYPT_MODE,
                    place,
                    Arrays.copyOf(whole, NONCE_BYTES),
                    Arrays.copyOfRange(whole, NONCE_BYTES, whole.length)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        }
    }

    private byte[] run(int mode, String place, byte[] nonce, byte[] input) throws AEADBadTagException {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES-GCM", e);
        }
    }
}

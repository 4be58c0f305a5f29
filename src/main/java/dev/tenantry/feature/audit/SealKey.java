package dev.tenantry.feature.audit;

import dev.tenantry.platform.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What seals are signed with: derived from {@code SECRET_KEY}, which is not in the database. */
final class SealKey {
    private static final int ID_BYTES = 8;
    private final SecretKeySpec key;

    SealKey(Secret secretKey) {
        this.key = new SecretKeySpec(secretKey.derive("audit"), "HmacSHA256");
    }

    /** Tells keys apart and gives nothing of them away. */
    String id() {
        return HexFormat.of().formatHex(Arrays.copyOf(mac("key id".getBytes(StandardCharsets.US_ASCII)), ID_BYTES));
    }

    byte[] mac(byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
        }
    }

    boolean hasSigned(byte[] content, byte[] mac) {
        return MessageDigest.isEqual(mac(content), mac);
    }
}

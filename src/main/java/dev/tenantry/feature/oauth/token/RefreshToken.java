package dev.tenantry.feature.oauth.token;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.OpaqueToken;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The text of a refresh token: its family and generation, and an HMAC over both. A successor can be computed again, so
 * that only hashes need to be stored, and nobody can make one up, not even to be mistaken for a replay.
 */
final class RefreshToken {
    private static final int NUMBER_BYTES = 20;
    private static final int MAC_BYTES = 32;
    private final SecretKeySpec key;

    /** Which token of which family. */
    record Serial(UUID family, int generation) {}

    RefreshToken(Secret secretKey) {
        this.key = new SecretKeySpec(secretKey.derive("refresh tokens"), "HmacSHA256");
    }

    Secret text(Serial serial) {
        var numbered = bytes(serial);
        var all = Arrays.copyOf(numbered, NUMBER_BYTES + MAC_BYTES);
        System.arraycopy(mac(numbered), 0, all, NUMBER_BYTES, MAC_BYTES);
        return OpaqueToken.REFRESH_TOKEN.of(all);
    }

    /** Empty for whatever we did not issue. */
    Optional<Serial> read(String text) {
        if (!OpaqueToken.REFRESH_TOKEN.looksLike(text)) {
            return Optional.empty();
        }
        byte[] all;
        try {
            all = Base64.getUrlDecoder()
                    .decode(text.substring(OpaqueToken.REFRESH_TOKEN.prefix().length()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (all.length != NUMBER_BYTES + MAC_BYTES) {
            return Optional.empty();
        }
        var numbered = Arrays.copyOf(all, NUMBER_BYTES);
        if (!MessageDigest.isEqual(mac(numbered), Arrays.copyOfRange(all, NUMBER_BYTES, all.length))) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(numbered);
        return Optional.of(new Serial(new UUID(buffer.getLong(), buffer.getLong()), buffer.getInt()));
    }

    private static byte[] bytes(Serial serial) {
        return ByteBuffer.allocate(NUMBER_BYTES)
                .putLong(serial.family().getMostSignificantBits())
                .putLong(serial.family().getLeastSignificantBits())
                .putInt(serial.generation())
                .array();
    }

    private byte[] mac(byte[] input) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
        }
    }
}

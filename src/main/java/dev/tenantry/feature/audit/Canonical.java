package dev.tenantry.feature.audit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Values as bytes in one way only, so that different values never have the same bytes. */
final class Canonical {
    private final Buffer bytes = Buffer.buffer();

    /** @param purpose what the bytes are of: those of another purpose are never the same */
    Canonical(String purpose) {
        text(purpose);
    }

    @CanIgnoreReturnValue
    Canonical text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    @CanIgnoreReturnValue
    Canonical bytes(byte[] value) {
        bytes.appendInt(value.length).appendBytes(value);
        return this;
    }

    @CanIgnoreReturnValue
    Canonical bytes(Buffer value) {
        return bytes(value.getBytes());
    }

    @CanIgnoreReturnValue
    Canonical number(long value) {
        bytes.appendLong(value);
        return this;
    }

    @CanIgnoreReturnValue
    Canonical id(UUID value) {
        return number(value.getMostSignificantBits()).number(value.getLeastSignificantBits());
    }

    @CanIgnoreReturnValue
    Canonical optionalId(Optional<UUID> value) {
        number(value.isPresent() ? 1 : 0);
        value.ifPresent(this::id);
        return this;
    }

    /** In microseconds, as exactly as PostgreSQL keeps it. */
    @CanIgnoreReturnValue
    Canonical instant(Instant value) {
        return number(ChronoUnit.MICROS.between(Instant.EPOCH, value));
    }

    byte[] all() {
        return bytes.getBytes();
    }

    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(all());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

package dev.tenantry.platform.sql;

import java.security.SecureRandom;
import java.util.UUID;

/** Ids for rows (RFC 9562, version 7): 48 bits of milliseconds, then 74 random ones, so that newer sorts after older. */
public final class UuidV7 {
    private static final SecureRandom RANDOM = new SecureRandom();

    private UuidV7() {}

    public static UUID next() {
        var high = (System.currentTimeMillis() << 16) | 0x7000L | (RANDOM.nextLong() & 0x0FFFL);
        var low = 0x8000_0000_0000_0000L | (RANDOM.nextLong() >>> 2);
        return new UUID(high, low);
    }
}

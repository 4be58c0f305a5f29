package dev.tenantry.frontend.signin;

import java.security.SecureRandom;
import java.util.Base64;

/** 256 random bits as text that needs no escaping anywhere. */
final class RandomText {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    static String next() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

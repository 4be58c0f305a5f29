package dev.tenantry.platform.security;

import dev.tenantry.platform.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Secrets of 256 random bits that we hand out once and keep only as SHA-256. The prefix tells the kinds apart, so that one
 * is never taken for another and a scanner can spot a leaked one.
 */
public enum OpaqueToken {
    BROWSER_SESSION("tns_"),
    CLIENT_SECRET("tnc_"),
    REFRESH_TOKEN("tnr_"),
    AUTHORIZATION_CODE("tna_"),
    REGISTRATION_TOKEN("tng_"),
    INITIAL_ACCESS_TOKEN("tni_"),
    INVITATION("tnv_"),
    BROWSER("tnb_"),
    TICKET("tnt_"),
    API_KEY("tnk_");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private final String prefix;

    OpaqueToken(String prefix) {
        this.prefix = prefix;
    }

    /** A new one, never seen before. */
    public Secret mint() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    /** The one with these bits, for kinds that are computed. */
    public Secret of(byte[] bits) {
        return new Secret(prefix + BASE64.encodeToString(bits));
    }

    /** Whether the text has this kind's form at all. */
    public boolean looksLike(String text) {
        return text.startsWith(prefix);
    }

    public String prefix() {
        return prefix;
    }

    /** What is stored in its place. Fast on purpose: 256 random bits need no slow hash. */
    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}

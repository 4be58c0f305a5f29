package dev.tenantry.frontend.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A sign-in that has begun. Its browser keeps it, as a cookie: so any number can be open, and only that browser can finish
 * it.
 *
 * @param tenant the slug
 * @param state comes back with the code
 * @param nonce comes back in the ID token
 * @param verifier proves to the token endpoint who asked for the code (RFC 7636)
 */
public record Attempt(String tenant, String state, String nonce, String verifier) {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern RANDOM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public static Attempt at(String tenant) {
        return new Attempt(tenant, RandomText.next(), RandomText.next(), RandomText.next());
    }

    /** Whether a text can be a tenant's name at all. */
    public static boolean isSlug(String text) {
        return SLUG.matcher(text).matches();
    }

    static Optional<Attempt> read(String text) {
        var parts = text.split("\\.", -1);
        var sound = parts.length == 4
                && isSlug(parts[0])
                && RANDOM.matcher(parts[1]).matches()
                && RANDOM.matcher(parts[2]).matches()
                && RANDOM.matcher(parts[3]).matches();
        return sound ? Optional.of(new Attempt(parts[0], parts[1], parts[2], parts[3])) : Optional.empty();
    }

    String written() {
        return String.join(".", tenant, state, nonce, verifier);
    }

    /** The method is S256. */
    String challenge() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier));
    }

    public boolean isAnsweredBy(String otherState) {
        return MessageDigest.isEqual(bytes(state), bytes(otherState));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Nothing of it is for a log. */
    @Override
    public String toString() {
        return "Attempt[" + tenant + "]";
    }
}

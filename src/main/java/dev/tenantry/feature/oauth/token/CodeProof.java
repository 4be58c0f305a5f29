package dev.tenantry.feature.oauth.token;

import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.security.OpaqueToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client shows together with a code (RFC 6749, section 4.1.3; RFC 7636, section 4.5).
 *
 * @param client who has authenticated
 */
public record CodeProof(ClientId client, String code, Optional<String> redirectUri, Optional<String> codeVerifier) {
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    boolean fits(CodeRequest request) {
        return request.authorization().client().equals(client) && redirectFits(request) && verifierFits(request);
    }

    private boolean redirectFits(CodeRequest request) {
        return redirectUri.isPresent() ? redirectUri.get().equals(request.redirectUri()) : !request.redirectUriNamed();
    }

    /** A verifier for a code without a challenge means that somebody has taken the challenge away (RFC 9700, section 4.8.2). */
    private boolean verifierFits(CodeRequest request) {
        return request.codeChallenge().isPresent()
                ? codeVerifier
                        .filter(text -> VERIFIER.matcher(text).matches())
                        .filter(text -> sameText(
                                challenge(text), request.codeChallenge().get()))
                        .isPresent()
                : codeVerifier.isEmpty();
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(OpaqueToken.hash(verifier));
    }

    private static boolean sameText(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Shows neither code nor verifier. */
    @Override
    public String toString() {
        return "CodeProof[" + client.wire() + "]";
    }
}

package dev.tenantry.feature.oauth.token;

import java.util.Optional;
import java.util.UUID;

/**
 * What a code is bound to besides the authorization it stands for.
 *
 * @param id of the page that was answered: a second code for the same one is {@code CONFLICT}
 * @param redirectUri where the code is sent
 * @param redirectUriNamed whether the request named it; then the token request has to name the same
 * @param codeChallenge S256 (RFC 7636); empty for a client that may go without
 */
public record CodeRequest(
        UUID id,
        Authorization authorization,
        String redirectUri,
        boolean redirectUriNamed,
        Optional<String> codeChallenge,
        Optional<String> nonce) {}

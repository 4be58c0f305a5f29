package dev.tenantry.frontend.signin;

import dev.tenantry.platform.config.Secret;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import java.time.Instant;
import java.util.Optional;

/**
 * What the token endpoint has given.
 *
 * @param idToken the one of the sign-in
 * @param expiresAt when the access token does
 */
record Tokens(Secret accessToken, Optional<Secret> refreshToken, Optional<Secret> idToken, Instant expiresAt) {
    private static final String ACCESS = "access_token";
    private static final String REFRESH = "refresh_token";

    /** Fails for an answer without an access token. */
    static Tokens of(User user, Instant now) {
        var answer = user.principal();
        var access = find(answer, ACCESS).orElseThrow(() -> new Stopped(Stopped.Reason.NOT_VERIFIED));
        var lifetime = answer.getValue("expires_in") instanceof Number seconds ? seconds.longValue() : 0;
        return new Tokens(access, find(answer, REFRESH), find(answer, "id_token"), now.plusSeconds(lifetime));
    }

    private static Optional<Secret> find(JsonObject answer, String name) {
        return answer.getValue(name) instanceof String text ? Optional.of(new Secret(text)) : Optional.empty();
    }

    /** With what a refresh brought; the ID token stays, which says who is to be signed out. */
    Tokens followedBy(Tokens later) {
        return new Tokens(later.accessToken, later.refreshToken.or(() -> refreshToken), idToken, later.expiresAt);
    }

    /** As vertx-auth-oauth2 wants them back. */
    User user() {
        var principal = new JsonObject().put(ACCESS, accessToken.reveal());
        refreshToken.ifPresent(token -> principal.put(REFRESH, token.reveal()));
        return User.create(principal);
    }
}

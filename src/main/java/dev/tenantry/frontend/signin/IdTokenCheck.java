package dev.tenantry.frontend.signin;

import dev.tenantry.frontend.signin.Stopped.Reason;
import dev.tenantry.platform.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Whether an ID token is the answer to an attempt (OpenID Connect Core, section 3.1.3.7). vertx-auth-jwt checks signature,
 * issuer, audience and the times that are there; type, algorithm, critical headers, nonce, the access token's hash and that
 * no claim is missing are checked here, since it does not.
 */
final class IdTokenCheck {
    static final String ALGORITHM = "RS256";
    private static final int CLOCKS_APART_SECONDS = 60;
    private final Vertx vertx;

    IdTokenCheck(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The subject, or fails as not verified. */
    Future<String> subject(Attempt attempt, String issuer, Secret idToken, Secret accessToken, List<JsonObject> keys) {
        var text = idToken.reveal();
        if (!soundHeader(text, keys)) {
            return refused();
        }
        var options = new JWTOptions()
                .setIssuer(issuer)
                .addAudience(AuthorizationServer.CLIENT)
                .setLeeway(CLOCKS_APART_SECONDS);
        var verifier = JWTAuth.create(vertx, new JWTAuthOptions().setJwks(keys).setJWTOptions(options));
        return verifier.authenticate(new TokenCredentials(text))
                .map(user -> user.attributes().getJsonObject("accessToken"))
                .compose(claims -> isAnswer(claims, attempt, accessToken)
                        ? Future.succeededFuture(claims.getString("sub"))
                        : refused())
                .recover(failure -> refused());
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(new Stopped(Reason.NOT_VERIFIED));
    }

    /** Also that the key is one of those: without it the library would try them all. */
    private static boolean soundHeader(String token, List<JsonObject> keys) {
        try {
            var end = token.indexOf('.');
            var header = new JsonObject(
                    new String(Base64.getUrlDecoder().decode(token.substring(0, end)), StandardCharsets.UTF_8));
            var key = header.getString("kid");
            return ALGORITHM.equals(header.getString("alg"))
                    && "JWT".equalsIgnoreCase(header.getString("typ", "JWT"))
                    && !header.containsKey("crit")
                    && key != null
                    && keys.stream().anyMatch(known -> key.equals(known.getString("kid")));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isAnswer(JsonObject claims, Attempt attempt, Secret accessToken) {
        return claims.getValue("exp") instanceof Number
                && claims.getValue("iat") instanceof Number
                && claims.getValue("sub") instanceof String subject
                && !subject.isBlank()
                && AuthorizationServer.CLIENT.equals(onlyAudience(claims))
                && AuthorizationServer.CLIENT.equals(claims.getString("azp", AuthorizationServer.CLIENT))
                && attempt.nonce().equals(claims.getValue("nonce"))
                && halfHash(accessToken).equals(claims.getString("at_hash", halfHash(accessToken)));
    }

    private static Object onlyAudience(JsonObject claims) {
        var audience = claims.getValue("aud");
        return audience instanceof io.vertx.core.json.JsonArray several && several.size() == 1
                ? several.getValue(0)
                : String.valueOf(audience);
    }

    /** OpenID Connect Core, section 3.1.3.6. */
    private static String halfHash(Secret accessToken) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(Attempt.sha256(accessToken.reveal()), 16));
    }
}

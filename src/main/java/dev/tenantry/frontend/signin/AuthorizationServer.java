package dev.tenantry.frontend.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.frontend.signin.Stopped.Reason;
import dev.tenantry.platform.config.FrontendConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Each tenant's authorization server as its client {@code tenantry-console} sees it: browsers are sent to its public
 * address, the frontend itself asks at the one it was given for the API.
 */
final class AuthorizationServer {
    static final String CLIENT = "tenantry-console";
    private static final List<String> SCOPES = List.of("openid", "profile", "email", "read");
    private static final int TENANTS = 1_000;
    private static final int SECONDS = 10;
    private final Vertx vertx;
    private final FrontendConfig config;
    private final Clock clock;
    private final Cache<String, OAuth2Auth> tenants =
            Caffeine.newBuilder().maximumSize(TENANTS).build();

    AuthorizationServer(Vertx vertx, FrontendConfig config, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
    }

    String issuer(String tenant) {
        return config.publicApiUrl() + "/tenants/" + tenant;
    }

    private String callback() {
        return config.publicUrl() + "/signin/callback";
    }

    /**
     * Without keys: the library passes over an ID token that fails its checks, so {@link IdTokenCheck} does them, and takes
     * access tokens for JWTs, which are the API's own business.
     */
    private OAuth2Auth of(String tenant) {
        return tenants.get(tenant, slug -> {
            var inside = config.apiUrl() + "/tenants/" + slug + "/oauth";
            return OAuth2Auth.create(
                    vertx,
                    new OAuth2Options()
                            .setClientId(CLIENT)
                            .setSite(config.apiUrl().toString())
                            .setAuthorizationPath(issuer(slug) + "/oauth/authorize")
                            .setLogoutPath(issuer(slug) + "/oauth/end_session")
                            .setTokenPath(inside + "/token")
                            .setRevocationPath(inside + "/revoke")
                            .setUserInfoPath(inside + "/userinfo")
                            .setHttpClientOptions(ApiConnection.options(config)));
        });
    }

    String authorizeUrl(Attempt attempt) {
        return of(attempt.tenant())
                .authorizeURL(new OAuth2AuthorizationURL()
                        .setRedirectUri(callback())
                        .setScopes(SCOPES)
                        .setState(attempt.state())
                        .setCodeChallenge(attempt.challenge())
                        .setCodeChallengeMethod("S256")
                        .putAdditionalParameter("nonce", attempt.nonce()));
    }

    Future<Tokens> redeem(Attempt attempt, String code) {
        var credentials = new Oauth2Credentials()
                .setFlow(OAuth2FlowType.AUTH_CODE)
                .setCode(code)
                .setRedirectUri(callback())
                .setCodeVerifier(attempt.verifier());
        return asked(of(attempt.tenant()).authenticate(credentials), Reason.REFUSED);
    }

    Future<Tokens> refresh(String tenant, Tokens tokens) {
        return asked(of(tenant).refresh(tokens.user()), Reason.ENDED).map(tokens::followedBy);
    }

    private Future<Tokens> asked(Future<User> answer, Reason refused) {
        return timed(answer)
                .recover(failure -> Future.failedFuture(new Stopped(wasRefused(failure) ? refused : Reason.API_AWAY)))
                .map(user -> Tokens.of(user, clock.instant()));
    }

    /** The library tells an OAuth error in the text of its failure only, as {@code invalid_grant: …}. */
    private static boolean wasRefused(Throwable failure) {
        var text = String.valueOf(failure.getMessage());
        return text.startsWith("invalid_") || text.startsWith("unauthorized_client");
    }

    /** Ends whatever came of the sign-in. Succeeds in any case: a server that is away cannot be told. */
    Future<Void> revoke(String tenant, Tokens tokens) {
        return tokens.refreshToken().isEmpty()
                ? Future.succeededFuture()
                : timed(of(tenant).revoke(tokens.user(), "refresh_token")).otherwiseEmpty();
    }

    Future<JsonObject> userInfo(String tenant, Tokens tokens) {
        return timed(of(tenant).userInfo(tokens.user()));
    }

    /** Where a browser goes to end its session at the server, and comes back to the start page. */
    String endSessionUrl(String tenant, Tokens tokens) {
        var parameters =
                new JsonObject().put("client_id", CLIENT).put("post_logout_redirect_uri", config.publicUrl() + "/");
        tokens.idToken().ifPresent(token -> parameters.put("id_token_hint", token.reveal()));
        return of(tenant).endSessionURL(User.create(new JsonObject()), parameters);
    }

    private static <T> Future<T> timed(Future<T> answer) {
        return answer.timeout(SECONDS, TimeUnit.SECONDS);
    }
}

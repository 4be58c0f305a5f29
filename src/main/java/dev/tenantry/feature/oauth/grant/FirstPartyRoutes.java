package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.oauth.client.AuthMethod;
import dev.tenantry.feature.oauth.client.ClientCredentials;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.feature.oauth.token.AccessTokenVerifier;
import dev.tenantry.feature.oauth.token.RefreshTokens;
import dev.tenantry.platform.bus.Channel;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.quota.AddressLimits.Counting;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tokens for the tenant's own applications that show a sign-in form of their own: JSON instead of a form, and the built-in
 * client {@code tenantry-first-party} instead of a registered one. Behind it is the token endpoint and nothing else.
 */
public final class FirstPartyRoutes {
    /** All but {@code openid}: whoever wants an ID token goes through the browser. */
    private static final String SCOPES = "read write profile admin email offline_access";

    private static final ClientCredentials CLIENT =
            new ClientCredentials(AuthMethod.NONE, ClientId.FIRST_PARTY.wire(), "");
    private static final String SCHEME = "bearer ";
    private static final int LONGEST_TOKEN = 4_096;
    private static final RequestBody<Logout> LOGOUT = RequestBody.jsonOr(new Logout(null), Logout.class, 64 * 1024);
    private final Channel<TokenQuestion, TokenAnswer> channel;
    private final AccessTokenVerifier accessTokens;
    private final RefreshTokens refreshTokens;

    public FirstPartyRoutes(
            Channel<TokenQuestion, TokenAnswer> channel,
            AccessTokenVerifier accessTokens,
            RefreshTokens refreshTokens) {
        this.channel = channel;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(
                        HttpMethod.POST,
                        "/api/auth/login",
                        new Access.Visitor(),
                        RequestBody.json(Login.class),
                        Answer.one(TokenAnswer.Wire.class, "Tokens for a person of the tenant's own applications"),
                        this::login)
                .limitedByAddress(Counting.FAILURES));
        to.route(new Route<>(
                        HttpMethod.POST,
                        "/api/auth/refresh",
                        new Access.Visitor(),
                        RequestBody.json(Refresh.class),
                        Answer.one(TokenAnswer.Wire.class, "New tokens for a refresh token, which is used up"),
                        this::refresh)
                .limitedByAddress(Counting.FAILURES));
        to.route(new Route<>(
                HttpMethod.POST,
                "/api/auth/logout",
                new Access.Visitor(),
                LOGOUT,
                Answer.done("Ends the tokens that are shown, in the header, the body or both"),
                this::logout));
    }

    private Future<Reply> login(Call<Login> call) {
        var login = call.body();
        return ask(
                call,
                ErrorCode.INVALID_CREDENTIALS,
                Map.of(
                        "grant_type",
                        GrantType.PASSWORD.wire(),
                        "username",
                        login.username(),
                        "password",
                        login.password(),
                        "scope",
                        SCOPES));
    }

    private Future<Reply> refresh(Call<Refresh> call) {
        return ask(
                call,
                ErrorCode.INVALID_TOKEN,
                Map.of(
                        "grant_type",
                        GrantType.REFRESH_TOKEN.wire(),
                        "refresh_token",
                        call.body().refreshToken()));
    }

    private Future<Reply> ask(Call<?> call, ErrorCode refused, Map<String, String> parameters) {
        return channel.ask(new TokenQuestion(call.tenant(), call.actor(), CLIENT, Form.of(parameters)))
                .map(answer -> Reply.ok(answer.wire()))
                .recover(failure -> Future.failedFuture(
                        failure instanceof OAuthException known && known.error() == OAuthError.INVALID_GRANT
                                ? new AppException(refused)
                                : failure));
    }

    /** Answers the same whatever was shown: nothing of it works afterwards. */
    private Future<Reply> logout(Call<Logout> call) {
        var tenant = call.tenant();
        var refreshToken = Optional.ofNullable(call.body().refreshToken());
        return end(
                        call,
                        bearer(call.headers().getAll(HttpHeaders.AUTHORIZATION))
                                .map(token -> familyOfAccessToken(tenant, token)))
                .compose(ended -> end(call, refreshToken.map(token -> familyOfRefreshToken(tenant, token))))
                .map(ended -> Reply.done());
    }

    private static Optional<String> bearer(List<String> headers) {
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()).strip())
                .findFirst();
    }

    private Future<Optional<UUID>> familyOfAccessToken(TenantContext tenant, String token) {
        return accessTokens
                .live(tenant, token)
                .map(live -> live.subject().family())
                .recover(failure -> failure instanceof AppException known && known.code() == ErrorCode.INVALID_TOKEN
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    private Future<Optional<UUID>> familyOfRefreshToken(TenantContext tenant, String token) {
        return refreshTokens
                .find(tenant, ClientId.FIRST_PARTY, token)
                .map(found -> found.map(shown -> shown.authorization().family()));
    }

    private Future<Void> end(Call<?> call, Optional<Future<Optional<UUID>>> looking) {
        return looking.orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(found -> found.map(family -> refreshTokens.revoke(call.tenant(), call.actor(), family))
                        .orElseGet(Future::succeededFuture));
    }

    /** {@code username} may be the e-mail address as well. */
    record Login(String username, String password) {
        Login {
            new Problems()
                    .text("username", username, 1, 320)
                    .text("password", password, 1, 1_024)
                    .orThrow();
        }

        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    record Refresh(String refreshToken) {
        Refresh {
            new Problems().text("refresh_token", refreshToken, 1, LONGEST_TOKEN).orThrow();
        }

        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    record Logout(@Nullable String refreshToken) {
        @Override
        public String toString() {
            return "Logout[]";
        }
    }
}

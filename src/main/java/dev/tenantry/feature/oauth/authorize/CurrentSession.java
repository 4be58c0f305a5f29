package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.oauth.token.AccessTokenVerifier;
import dev.tenantry.feature.oauth.token.SignOut;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.Call;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import java.util.UUID;

/** The browser session that a request comes from: its cookie's own, or the one its access token was given in. */
public final class CurrentSession {
    private static final int SCHEME = "bearer ".length();
    private final BrowserSessions browsers;
    private final AccessTokenVerifier tokens;
    private final SignOut signOut;

    public CurrentSession(BrowserSessions browsers, AccessTokenVerifier tokens, SignOut signOut) {
        this.browsers = browsers;
        this.tokens = tokens;
        this.signOut = signOut;
    }

    /** Empty for a token that was given without a browser, and for a key. */
    Future<Optional<UUID>> of(Call<?> call) {
        var header = call.headers().get(HttpHeaders.AUTHORIZATION);
        return header == null
                ? browsers.of(call).map(found -> found.map(by -> by.session().id()))
                : tokens.live(call.tenant(), header.substring(SCHEME).strip())
                        .compose(live -> live.subject()
                                .family()
                                .map(family -> signOut.sessionOf(call.tenant(), family))
                                .orElseGet(() -> Future.succeededFuture(Optional.empty())))
                        .recover(CurrentSession::ofKey);
    }

    /** The pipeline has let the credential in: what is no access token is a key. */
    private static Future<Optional<UUID>> ofKey(Throwable failure) {
        return failure instanceof AppException known && known.code() == ErrorCode.INVALID_TOKEN
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(failure);
    }
}

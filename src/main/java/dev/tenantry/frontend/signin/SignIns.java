package dev.tenantry.frontend.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.frontend.signin.Stopped.Reason;
import dev.tenantry.platform.config.FrontendConfig;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The sign-ins of the pages: begun, finished, used and ended. Sessions live in this process and end with it. */
public final class SignIns {
    private static final int SESSIONS = 10_000;
    private final AuthorizationServer server;
    private final ApiReader api;
    private final IdTokenCheck idTokens;
    private final ConsoleCookies cookies;
    private final Clock clock;
    private final Cache<String, ConsoleSession> sessions = Caffeine.newBuilder()
            .maximumSize(SESSIONS)
            .expireAfterWrite(ConsoleSession.LIFETIME)
            .build();

    public SignIns(Vertx vertx, FrontendConfig config, Clock clock) {
        this.server = new AuthorizationServer(vertx, config, clock);
        this.api = new ApiReader(vertx, config);
        this.idTokens = new IdTokenCheck(vertx);
        this.cookies = new ConsoleCookies(config.secure());
        this.clock = clock;
    }

    /** Where the browser goes next, and the cookie it takes along. */
    public record Departure(String location, List<String> cookies) {}

    public Future<Departure> begin(String tenant) {
        return api.exists(tenant).map(known -> {
            var attempt = Attempt.at(tenant);
            return new Departure(server.authorizeUrl(attempt), List.of(cookies.begin(attempt)));
        });
    }

    /**
     * The browser is back.
     *
     * @param answer the parameters it brings: {@code state}, {@code iss}, and {@code code} or {@code error}
     */
    public Future<Departure> finish(MultiMap headers, Answer answer) {
        var begun = cookies.attempt(headers).filter(attempt -> attempt.isAnsweredBy(answer.state()));
        if (begun.isEmpty()) {
            return Future.failedFuture(new Stopped(Reason.EXPIRED));
        }
        var attempt = begun.get();
        // RFC 9207: a code from another issuer is for none of ours.
        if (!server.issuer(attempt.tenant()).equals(answer.issuer())) {
            return Future.failedFuture(new Stopped(Reason.NOT_VERIFIED));
        }
        if (!answer.error().isEmpty() || answer.code().isEmpty()) {
            var denied = answer.error().equals("access_denied");
            return Future.failedFuture(new Stopped(denied ? Reason.DENIED : Reason.REFUSED));
        }
        return server.redeem(attempt, answer.code())
                .compose(tokens -> verified(attempt, tokens).map(subject -> open(attempt, subject, tokens)))
                .compose(opened -> forget(headers).map(forgotten -> {
                    sessions.put(opened.id(), opened);
                    return new Departure("/console", List.of(cookies.open(opened), cookies.endAttempt()));
                }));
    }

    /** What the authorization server tells through the browser; empty text for what it does not. */
    public record Answer(String state, String issuer, String code, String error) {
        @Override
        public String toString() {
            return "Answer[" + error + "]";
        }
    }

    private Future<String> verified(Attempt attempt, Tokens tokens) {
        return tokens.idToken().isEmpty()
                ? Future.failedFuture(new Stopped(Reason.NOT_VERIFIED))
                : api.keys(attempt.tenant())
                        .compose(keys -> idTokens.subject(
                                attempt,
                                server.issuer(attempt.tenant()),
                                tokens.idToken().get(),
                                tokens.accessToken(),
                                keys))
                        .recover(failure -> server.revoke(attempt.tenant(), tokens)
                                .transform(revoked -> Future.failedFuture(failure)));
    }

    private ConsoleSession open(Attempt attempt, String subject, Tokens tokens) {
        return new ConsoleSession(attempt.tenant(), subject, tokens, clock.instant());
    }

    /** The session of the browser that asks, if it has one. */
    public Optional<ConsoleSession> session(MultiMap headers) {
        return cookies.session(headers).map(sessions::getIfPresent);
    }

    /** Who it is by now. Ends the session when the API no longer knows it. */
    public Future<Account> account(ConsoleSession session) {
        return session.fresh(clock.instant(), tokens -> server.refresh(session.tenant(), tokens))
                .compose(tokens -> api.caller(session.tenant(), tokens.accessToken())
                        .compose(caller -> server.userInfo(session.tenant(), tokens)
                                .recover(failure -> Future.failedFuture(new Stopped(Reason.API_AWAY)))
                                .map(person -> account(session, tokens, caller, person))))
                .onFailure(failure -> {
                    if (failure instanceof Stopped stopped && stopped.reason() != Reason.API_AWAY) {
                        sessions.invalidate(session.id());
                    }
                });
    }

    private static Account account(ConsoleSession session, Tokens tokens, JsonObject caller, JsonObject person) {
        if (!session.subject().equals(person.getString("sub"))) {
            throw new Stopped(Reason.NOT_VERIFIED);
        }
        var known = caller.getJsonObject("caller", new JsonObject());
        return new Account(
                session.tenant(),
                Objects.requireNonNullElse(person.getString("preferred_username"), ""),
                Objects.requireNonNullElse(person.getString("email"), ""),
                known.getString("role", ""),
                caller.getJsonArray("scopes", new JsonArray()).stream()
                        .map(String::valueOf)
                        .toList(),
                session.signedInAt(),
                session.endsAt(),
                tokens.expiresAt());
    }

    /** Here at once, and then, by way of the browser, at the server. */
    public Future<Departure> end(ConsoleSession session) {
        sessions.invalidate(session.id());
        var tokens = session.tokens();
        return server.revoke(session.tenant(), tokens)
                .map(revoked ->
                        new Departure(server.endSessionUrl(session.tenant(), tokens), List.of(cookies.endSession())));
    }

    /** A browser has one session: the one before ends with its tokens. */
    private Future<Void> forget(MultiMap headers) {
        var before = session(headers);
        before.ifPresent(old -> sessions.invalidate(old.id()));
        return before.map(old -> server.revoke(old.tenant(), old.tokens())).orElseGet(Future::succeededFuture);
    }
}

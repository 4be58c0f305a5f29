package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.SessionVerifier;
import dev.tenantry.feature.access.SessionVerifier.SignedIn;
import dev.tenantry.feature.access.SignIn;
import dev.tenantry.feature.identity.SeenFrom;
import dev.tenantry.feature.identity.Sessions;
import dev.tenantry.feature.identity.Sessions.Opened;
import dev.tenantry.feature.oauth.token.SignOut;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.SessionCookie;
import dev.tenantry.platform.security.OpaqueToken;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is at a browser. It has a cookie of its own before anybody signs in, for the sign-in form to be bound to; that one is
 * worth nothing as soon as somebody has.
 */
public final class BrowserSessions {
    private static final Duration BEFORE_SIGN_IN = Duration.ofHours(1);
    private final SignIn signIn;
    private final SessionVerifier verifier;
    private final Sessions sessions;
    private final SignOut signOut;
    private final SessionCookie cookie;
    private final SessionCookie beforeSignIn;

    public BrowserSessions(
            SignIn signIn, SessionVerifier verifier, Sessions sessions, SignOut signOut, boolean secureCookies) {
        this.signIn = signIn;
        this.verifier = verifier;
        this.sessions = sessions;
        this.signOut = signOut;
        this.cookie = new SessionCookie(secureCookies);
        this.beforeSignIn = SessionCookie.beforeSignIn(secureCookies);
    }

    Future<Optional<Member>> check(Call<?> call, String login, String password) {
        return signIn.check(call.tenant(), call.actor(), login, password);
    }

    Future<Optional<SignedIn>> of(Call<?> call) {
        return call.session(cookie)
                .map(session -> verifier.find(call.tenant(), session))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /** Begins a session for somebody who has just shown who they are. Whoever else was signed in is signed out. */
    Future<Opened> open(Call<?> call, Member member) {
        var before = call.session(cookie);
        return before.map(old -> endOfAnother(call, old, member))
                .orElseGet(Future::succeededFuture)
                .compose(ended -> sessions.open(
                        call.tenant(),
                        call.actor().as(member.asking(Set.of())),
                        member.person(),
                        member.standing(),
                        before,
                        SeenFrom.of(call)));
    }

    private Future<Void> endOfAnother(Call<?> call, String session, Member member) {
        return sessions.find(call.tenant(), session)
                .map(found -> found.filter(live -> !live.person().equals(member.person())))
                .compose(another -> another.map(live -> signOut.of(call.tenant(), call.actor(), session))
                        .orElseGet(Future::succeededFuture));
    }

    /** Does nothing when there is no session. */
    Future<Void> end(Call<?> call) {
        return call.session(cookie)
                .map(session -> signOut.of(call.tenant(), call.actor(), session))
                .orElseGet(Future::succeededFuture);
    }

    /** What came of the session that an ID token tells of, also when this browser has lost it. */
    Future<Void> end(Call<?> call, Optional<UUID> told) {
        return end(call)
                .compose(ended -> told.map(session -> signOut.ofSession(call.tenant(), call.actor(), session))
                        .orElseGet(Future::succeededFuture));
    }

    Reply signedIn(Reply reply, Call<?> call, Opened opened) {
        return cleared(
                reply.with("Set-Cookie", cookie.set(call.tenant().slug(), opened.cookie(), Sessions.LIFETIME)), call);
    }

    private Reply cleared(Reply reply, Call<?> call) {
        return call.session(beforeSignIn)
                .map(known -> reply.with(
                        "Set-Cookie", beforeSignIn.clear(call.tenant().slug())))
                .orElse(reply);
    }

    Reply signedOut(Reply reply, Call<?> call) {
        return reply.with("Set-Cookie", cookie.clear(call.tenant().slug()));
    }

    /** The value of the cookie that a browser has before anybody signs in. */
    Optional<String> browser(Call<?> call) {
        return call.session(beforeSignIn).filter(OpaqueToken.BROWSER::looksLike);
    }

    Reply known(Reply reply, Call<?> call, String browser) {
        return reply.with("Set-Cookie", beforeSignIn.set(call.tenant().slug(), new Secret(browser), BEFORE_SIGN_IN));
    }
}

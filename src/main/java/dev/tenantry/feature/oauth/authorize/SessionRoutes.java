package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.access.Member;
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
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.quota.AddressLimits.Counting;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.UUID;

/** Signing in to a browser session, and out of it. */
public final class SessionRoutes {
    private final BrowserSessions browsers;

    public SessionRoutes(BrowserSessions browsers) {
        this.browsers = browsers;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(
                        HttpMethod.POST,
                        "/oauth/login",
                        new Access.Visitor(),
                        RequestBody.json(Login.class),
                        Answer.one(SignedIn.class, "Opens a browser session, in a cookie"),
                        this::login)
                .limitedByAddress(Counting.FAILURES));
        to.route(new Route<>(
                HttpMethod.POST,
                "/oauth/logout",
                new Access.Visitor(),
                RequestBody.NONE,
                Answer.done("Ends the browser session"),
                this::logout));
    }

    private Future<Reply> login(Call<Login> call) {
        var login = call.body();
        return browsers.check(call, login.username(), login.password())
                .map(member -> member.orElseThrow(() -> new AppException(ErrorCode.INVALID_CREDENTIALS)))
                .compose(member -> browsers.open(call, member)
                        .map(opened -> browsers.signedIn(
                                Reply.ok(SignedIn.of(
                                        call.tenant().slug().value(),
                                        member,
                                        opened.session().expiresAt())),
                                call,
                                opened)));
    }

    /** Answers the same whether there was a session or not: in both cases there is none afterwards. */
    private Future<Reply> logout(Call<Nothing> call) {
        if (!call.fromOwnPage()) {
            throw new AppException(ErrorCode.FOREIGN_ORIGIN);
        }
        return browsers.end(call).map(ended -> browsers.signedOut(Reply.done(), call));
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

    record SignedIn(String tenant, User user, Instant expiresAt) {
        record User(UUID id, String username, String email, String role) {}

        static SignedIn of(String tenant, Member member, Instant expiresAt) {
            return new SignedIn(
                    tenant,
                    new User(
                            member.person().value(),
                            member.username(),
                            member.email(),
                            member.authority().name()),
                    expiresAt);
        }
    }
}

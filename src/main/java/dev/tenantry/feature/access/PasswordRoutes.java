package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.identity.SeenFrom;
import dev.tenantry.feature.identity.Sessions;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.SessionCookie;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.quota.AddressLimits.Counting;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/** A new password for whoever is signed in. It ends every session and token there was; this browser gets a new session. */
public final class PasswordRoutes {
    private static final Permission CHANGE = Permission.own("account.password", Scope.WRITE);
    private final SignIn signIn;
    private final Members members;
    private final Sessions sessions;
    private final SessionCookie cookie;

    public PasswordRoutes(SignIn signIn, Members members, Sessions sessions, SessionCookie cookie) {
        this.signIn = signIn;
        this.members = members;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(
                        HttpMethod.POST,
                        "/api/auth/password",
                        new Access.RequirePermission(CHANGE, true),
                        RequestBody.json(NewPassword.class),
                        Answer.done("Another password for whoever is signed in; ends all their sessions and tokens"),
                        this::change)
                .limitedByAddress(Counting.FAILURES));
    }

    private Future<Reply> change(Call<NewPassword> call) {
        if (call.principal().kind() != Principal.Kind.PERSON) {
            throw new AppException(ErrorCode.PERMISSION_DENIED, "A service has no password");
        }
        var person = new PersonId(call.principal().id());
        var body = call.body();
        return member(call.tenant(), person)
                .compose(member -> signIn.changePassword(
                        call.tenant(), call.actor(), member, body.currentPassword(), body.newPassword()))
                .compose(changed -> call.session(cookie)
                        .map(before -> signedInAgain(call, person, before))
                        .orElseGet(() -> Future.succeededFuture(Reply.done())));
    }

    /** The browser may have come with somebody else's session and this person's token: that one is left as it is. */
    private Future<Reply> signedInAgain(Call<NewPassword> call, PersonId person, String before) {
        var tenant = call.tenant();
        return sessions.find(tenant, before)
                .map(found -> found.filter(session -> session.person().equals(person)))
                .compose(own -> own.isEmpty()
                        ? Future.succeededFuture(Reply.done())
                        : member(tenant, person)
                                .compose(member -> sessions.open(
                                        tenant,
                                        call.actor(),
                                        member.person(),
                                        member.standing(),
                                        call.session(cookie),
                                        SeenFrom.of(call)))
                                .map(opened -> Reply.done()
                                        .with(
                                                "Set-Cookie",
                                                cookie.set(tenant.slug(), opened.cookie(), Sessions.LIFETIME))));
    }

    private Future<Member> member(TenantContext tenant, PersonId person) {
        return members.find(tenant, person)
                .map(member -> member.orElseThrow(() -> new AppException(ErrorCode.UNAUTHENTICATED)));
    }

    record NewPassword(String currentPassword, String newPassword) {
        NewPassword {
            new Problems()
                    .text("current_password", currentPassword, 1, 1_024)
                    .text("new_password", newPassword, 1, 256)
                    .orThrow();
        }

        @Override
        public String toString() {
            return "NewPassword[***]";
        }
    }
}

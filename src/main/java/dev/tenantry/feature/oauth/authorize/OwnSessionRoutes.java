package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.OpenSession;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.identity.Sessions;
import dev.tenantry.feature.oauth.token.SignOut;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.ControlDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where the asking person is signed in, and signing out of there: also of what has come from those sessions. */
public final class OwnSessionRoutes {
    private static final String PATH = "/api/v1/me/sessions";
    private static final Permission READ = Permission.own("account.session.read", Scope.PROFILE);
    private static final Permission END = Permission.own("account.session.end", Scope.WRITE);
    private final ControlDatabase database;
    private final Sessions sessions;
    private final Members members;
    private final SignOut signOut;
    private final CurrentSession current;

    public OwnSessionRoutes(
            ControlDatabase database, Sessions sessions, Members members, SignOut signOut, CurrentSession current) {
        this.database = database;
        this.sessions = sessions;
        this.members = members;
        this.signOut = signOut;
        this.current = current;
    }

    public void contribute(Contribution to) {
        var here = to.through(database::of).inBrowser();
        here.get(
                PATH, READ, Answer.page(Shown.class, "The asking person's browser sessions, newest first"), this::list);
        here.delete(PATH + "/{id}", END, Answer.done("Signs out of one of them"), this::end);
        here.delete(PATH, END, Answer.done("Signs out of all but the one that asks"), this::endOthers);
    }

    private Future<Reply> list(TenantCall<Nothing> call) {
        var wanted = call.page();
        return member(call)
                .compose(member -> current.of(call.call())
                        .compose(own -> sessions.page(
                                        call.sql(), member.person(), member.standing(), wanted.before(), wanted.fetch())
                                .map(found -> found.stream()
                                        .map(session -> Shown.of(session, own))
                                        .toList())))
                .map(rows -> Reply.ok(Page.of(rows, wanted, Shown::id)));
    }

    private Future<Member> member(TenantCall<?> call) {
        return members.find(call.tenant(), person(call.principal()))
                .map(member -> member.orElseThrow(() -> new AppException(ErrorCode.UNAUTHENTICATED)));
    }

    private static PersonId person(Principal principal) {
        if (principal.kind() != Principal.Kind.PERSON) {
            throw new AppException(ErrorCode.PERMISSION_DENIED, "A service has no sessions");
        }
        return new PersonId(principal.id());
    }

    private Future<Reply> end(TenantCall<Nothing> call) {
        var session = call.id("id");
        return signOut.ofOwn(call.sql(), call.tenant(), person(call.principal()), session)
                .map(ended -> {
                    if (!ended) {
                        throw new AppException(ErrorCode.NOT_FOUND);
                    }
                    call.happened(Happening.of("session.ended", session));
                    return Reply.done();
                });
    }

    private Future<Reply> endOthers(TenantCall<Nothing> call) {
        var person = person(call.principal());
        return current.of(call.call())
                .compose(own -> signOut.ofOthers(call.sql(), call.tenant(), person, own))
                .map(ended -> {
                    call.happened(new Happening(
                            "session.others_ended", "session", "", new JsonObject().put("sessions", ended)));
                    return Reply.done();
                });
    }

    /** @param current whether the request comes from it, by its cookie or by a token that came from it */
    record Shown(UUID id, boolean current, String userAgent, String address, Instant signedInAt, Instant expiresAt) {
        static Shown of(OpenSession session, Optional<UUID> own) {
            return new Shown(
                    session.id(),
                    own.filter(session.id()::equals).isPresent(),
                    session.from().userAgent(),
                    session.from().address(),
                    session.signedInAt(),
                    session.expiresAt());
        }
    }
}

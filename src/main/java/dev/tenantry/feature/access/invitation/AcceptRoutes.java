package dev.tenantry.feature.access.invitation;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.PersonId;
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
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accepting an invitation by JSON. */
public final class AcceptRoutes {
    /** With the scope {@code admin}: what an application may do for somebody is not to make them a member elsewhere. */
    static final Permission JOIN = Permission.own("account.join", Scope.ADMIN);

    private final Admission admission;

    public AcceptRoutes(Admission admission) {
        this.admission = admission;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(
                HttpMethod.POST,
                "/api/v1/invitations/accept",
                new Access.Visitor(),
                RequestBody.json(Newcomer.class),
                Answer.created(Accepted.class, "Accepts an invitation as somebody new"),
                this::accept));
        to.route(new Route<>(
                HttpMethod.POST,
                "/api/v1/me/memberships",
                new Access.RequirePermission(JOIN, true),
                RequestBody.json(Joining.class),
                Answer.created(
                        Accepted.class, "Accepts another tenant's invitation as the person who is signed in here"),
                this::join));
    }

    private Future<Reply> accept(Call<Newcomer> call) {
        var body = call.body();
        return admission
                .asNewcomer(call.tenant(), call.actor(), body.token(), body.username(), body.password())
                .map(member -> Reply.created(Accepted.of(call.tenant(), member)));
    }

    private Future<Reply> join(Call<Joining> call) {
        var principal = call.principal();
        if (principal.kind() != Principal.Kind.PERSON) {
            throw new AppException(ErrorCode.PERMISSION_DENIED, "A service is no member of anything");
        }
        var body = call.body();
        return admission
                .asMemberElsewhere(
                        body.tenant(),
                        call.actor(),
                        new PersonId(principal.id()),
                        body.token(),
                        body.username() == null ? principal.name() : body.username())
                .map(joined -> Reply.created(Accepted.of(joined.tenant(), joined.member())));
    }

    record Newcomer(String token, String username, String password) {
        Newcomer {
            Members.checkUsername(new Problems().text("token", token, 1, 200), "username", username)
                    .text("password", password, 1, 256)
                    .orThrow();
        }

        @Override
        public String toString() {
            return "Newcomer[" + username + "]";
        }
    }

    /**
     * @param tenant the slug of the inviting one
     * @param username what to be called there; as here when nothing is said
     */
    record Joining(String tenant, String token, @Nullable String username) {
        Joining {
            var problems = new Problems().text("tenant", tenant, 1, 63).text("token", token, 1, 200);
            if (username != null) {
                Members.checkUsername(problems, "username", username);
            }
            problems.orThrow();
        }

        @Override
        public String toString() {
            return "Joining[" + tenant + "]";
        }
    }

    record Accepted(String tenant, UUID id, String username, String email, String role) {
        static Accepted of(TenantContext tenant, Member member) {
            return new Accepted(
                    tenant.slug().value(),
                    member.person().value(),
                    member.username(),
                    member.email(),
                    member.authority().name());
        }
    }
}

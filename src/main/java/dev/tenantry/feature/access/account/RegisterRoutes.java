package dev.tenantry.feature.access.account;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.People;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
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
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.ControlDatabase;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/** Becoming a member of a tenant that is open to everybody. Nobody shows that the address is theirs: nothing is mailed. */
public final class RegisterRoutes {
    private final ControlDatabase database;
    private final Newcomers newcomers;
    private final People people;
    private final Members members;
    private final Trail trail;

    public RegisterRoutes(ControlDatabase database, Newcomers newcomers, People people, Members members, Trail trail) {
        this.database = database;
        this.newcomers = newcomers;
        this.people = people;
        this.members = members;
        this.trail = trail;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(
                        HttpMethod.POST,
                        "/api/auth/register",
                        new Access.Visitor(),
                        RequestBody.json(Registration.class),
                        Answer.created(Profile.class, "Registers with a tenant that is open to newcomers"),
                        this::register)
                .limitedByAddress(Counting.CALLS));
    }

    private Future<Reply> register(Call<Registration> call) {
        return newcomers
                .role(call.tenant())
                .map(role -> role.orElseThrow(() -> new AppException(
                        ErrorCode.PERMISSION_DENIED, "This tenant is joined by invitation: ask one of its admins")))
                .compose(role -> register(call, role))
                .map(member -> Reply.created(Profile.of(call.tenant(), member)));
    }

    private Future<Member> register(Call<Registration> call, Role role) {
        var tenant = call.tenant();
        var wanted = call.body();
        return people.hashNew(
                        "password",
                        wanted.password(),
                        wanted.username(),
                        wanted.email(),
                        tenant.slug().value())
                .compose(hash -> database.of(tenant)
                        .transaction(sql -> people.insert(sql, hash)
                                .compose(person ->
                                        members.insert(sql, tenant, person, wanted.username(), wanted.email(), role))
                                .compose(member -> trail.write(
                                                sql,
                                                tenant,
                                                call.actor().as(member.asking(Set.of())),
                                                Happening.of(
                                                                "member.registered",
                                                                member.person().value())
                                                        .with("username", member.username())
                                                        .with("role", role.wire()))
                                        .map(member))))
                .recover(RegisterRoutes::withoutTheAddress);
    }

    /** That a username is taken has to be told, to choose another; whose address is known here is nobody's business. */
    private static <T> Future<T> withoutTheAddress(Throwable failure) {
        return Future.failedFuture(
                failure instanceof AppException known
                                && known.code() == ErrorCode.CONFLICT
                                && known.details().stream()
                                        .anyMatch(detail -> detail.field().equals("email"))
                        ? new AppException(ErrorCode.CONFLICT, "This account cannot be made. If it is yours, sign in")
                        : failure);
    }

    record Registration(String username, String email, String password) {
        Registration {
            var problems = new Problems();
            Members.check(problems, "username", username, "email", email);
            problems.text("password", password, 1, 256).orThrow();
        }

        @Override
        public String toString() {
            return "Registration[" + username + "]";
        }
    }
}

package dev.tenantry.feature.access.account;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.access.SignIn;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.quota.AddressLimits.Counting;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is called in the tenant, read and changed by themselves. Changing it takes the password: the names are what
 * one signs in with, and many an application is given the scope {@code profile}.
 */
public final class ProfileRoutes {
    private static final String PATH = "/api/v1/me";
    private static final Permission READ = Permission.own("account.read", Scope.PROFILE);
    private static final Permission CHANGE = Permission.own("account.update", Scope.PROFILE);
    private final Members members;
    private final SignIn signIn;
    private final RevocationFeed feed;
    private final Trail trail;

    public ProfileRoutes(Members members, SignIn signIn, RevocationFeed feed, Trail trail) {
        this.members = members;
        this.signIn = signIn;
        this.feed = feed;
        this.trail = trail;
    }

    public void contribute(Contribution to) {
        to.inBrowser().get(PATH, READ, Answer.one(Profile.class, "Who the asking person is in the tenant"), this::read);
        to.route(new Route<>(
                        HttpMethod.PATCH,
                        PATH,
                        new Access.RequirePermission(CHANGE, true),
                        RequestBody.json(Change.class),
                        Answer.one(Profile.class, "Changes username or e-mail address of the asking person"),
                        this::change)
                .limitedByAddress(Counting.FAILURES));
    }

    private static PersonId person(Principal principal) {
        if (principal.kind() != Principal.Kind.PERSON) {
            throw new AppException(ErrorCode.PERMISSION_DENIED, "A service has no profile");
        }
        return new PersonId(principal.id());
    }

    private Future<Reply> read(TenantCall<Nothing> call) {
        return members.find(call.tenant(), person(call.principal()))
                .map(member -> Reply.ok(Profile.of(call.tenant(), there(member))));
    }

    private Future<Reply> change(Call<Change> call) {
        var tenant = call.tenant();
        var person = person(call.principal());
        var wanted = call.body();
        return signIn.confirm(tenant, call.actor(), person, wanted.currentPassword())
                .compose(right -> feed.revoking(
                        tenant,
                        revoking -> members.rename(revoking.sql(), person, wanted.username(), wanted.email())
                                .map(ProfileRoutes::there)
                                .compose(renamed -> revoking.tell(Revoked.Kind.MEMBER, person.value())
                                        .compose(told -> trail.write(
                                                revoking.sql(), tenant, call.actor(), happening(person, wanted)))
                                        .map(renamed))))
                .map(renamed -> Reply.ok(Profile.of(tenant, renamed)));
    }

    private static Happening happening(PersonId person, Change wanted) {
        var happening = Happening.of("account.updated", person.value());
        var named = wanted.username() == null ? happening : happening.with("username", wanted.username());
        return wanted.email() == null ? named : named.with("email", wanted.email());
    }

    /** Whoever has been removed since the request was let in is nobody any more. */
    private static Member there(Optional<Member> member) {
        return member.orElseThrow(() -> new AppException(ErrorCode.UNAUTHENTICATED));
    }

    /** What is absent stays as it is. */
    record Change(@Nullable String username, @Nullable String email, String currentPassword) {
        Change {
            var problems = new Problems().text("current_password", currentPassword, 1, 1_024);
            if (username != null) {
                Members.checkUsername(problems, "username", username);
            }
            if (email != null) {
                Members.checkEmail(problems, "email", email);
            }
            if (username == null && email == null) {
                problems.add("username", "or email is required");
            }
            problems.orThrow();
        }

        @Override
        public String toString() {
            return "Change[***]";
        }
    }
}

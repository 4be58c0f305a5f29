package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;

/** Whether somebody is the member they say they are. The answer takes equally long for a name that nobody has. */
public final class SignIn {
    private final Members members;
    private final People people;

    public SignIn(Members members, People people) {
        this.members = members;
        this.people = people;
    }

    public Future<Optional<Member>> check(TenantContext tenant, String login, String password) {
        return members.byLogin(tenant, login)
                .compose(member -> people.hasPassword(member.map(Member::person), password)
                        .map(right -> member.filter(known -> right)));
    }

    /**
     * Ends every session and token of the person. Fails with {@code INVALID_CREDENTIALS} when the current password is wrong,
     * and with {@code INVALID_INPUT} when the new one is not allowed.
     */
    Future<Void> changePassword(TenantContext tenant, PersonId person, String current, String replacement) {
        return people.changePassword(tenant, person, current, replacement)
                .compose(changed -> changed
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new AppException(ErrorCode.INVALID_CREDENTIALS, "The current password is wrong")));
    }
}

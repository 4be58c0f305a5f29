package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.config.LimitsConfig.Limit;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.quota.Attempts;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether somebody is the member they say they are. The answer takes equally long for a name that nobody has. */
public final class SignIn {
    private final Members members;
    private final People people;
    private final Attempts attempts;
    private final Limit limit;

    /** @param limit wrong passwords for one account, by whatever way they come */
    public SignIn(Members members, People people, Attempts attempts, Limit limit) {
        this.members = members;
        this.people = people;
        this.attempts = attempts;
        this.limit = limit;
    }

    /**
     * Empty when it is wrong. Fails with {@code RATE_LIMITED} after too many wrong passwords for that account, also with the
     * right one, and in the same way for a name that nobody has.
     */
    public Future<Optional<Member>> check(TenantContext tenant, String login, String password) {
        return members.byLogin(tenant, login).compose(member -> {
            var person = member.map(Member::person);
            return attempts.tried(
                    tenant,
                    person.map(SignIn::account).orElseGet(() -> "name " + Members.key(login)),
                    limit,
                    () -> people.hasPassword(person, password).map(right -> member.filter(known -> right)));
        });
    }

    /**
     * Ends every session and token of the person. Fails with {@code INVALID_CREDENTIALS} when the current password is wrong,
     * and with {@code INVALID_INPUT} when the new one is not allowed.
     */
    Future<Void> changePassword(TenantContext tenant, Member member, String current, String replacement) {
        return proved(
                tenant,
                member.person(),
                () -> people.changePassword(
                        tenant,
                        member.person(),
                        current,
                        replacement,
                        member.username(),
                        member.email(),
                        tenant.slug().value()));
    }

    /** Whether somebody who is signed in already knows their password; fails with {@code INVALID_CREDENTIALS} if not. */
    public Future<Void> confirm(TenantContext tenant, PersonId person, String password) {
        return proved(tenant, person, () -> people.hasPassword(Optional.of(person), password));
    }

    private Future<Void> proved(TenantContext tenant, PersonId person, Supplier<Future<Boolean>> proving) {
        return attempts.tried(
                        tenant,
                        account(person),
                        limit,
                        () -> proving.get().map(right -> Optional.of(person).filter(same -> right)))
                .compose(right -> right.isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new AppException(ErrorCode.INVALID_CREDENTIALS, "The current password is wrong")));
    }

    private static String account(PersonId person) {
        return "person " + person.value();
    }
}

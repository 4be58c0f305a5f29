package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.config.LimitsConfig.Limit;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.quota.Attempts;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Whether somebody is the member they say they are. The answer takes equally long for a name that nobody has. */
public final class SignIn {
    private final Members members;
    private final People people;
    private final Attempts attempts;
    private final Limit limit;
    private final ControlDatabase database;
    private final Trail trail;

    /** @param limit wrong passwords for one account, by whatever way they come */
    public SignIn(
            Members members, People people, Attempts attempts, Limit limit, ControlDatabase database, Trail trail) {
        this.members = members;
        this.people = people;
        this.attempts = attempts;
        this.limit = limit;
        this.database = database;
        this.trail = trail;
    }

    /**
     * Empty when it is wrong. Fails with {@code RATE_LIMITED} after too many wrong passwords for that account, also with the
     * right one, and in the same way for a name that nobody has.
     */
    public Future<Optional<Member>> check(TenantContext tenant, Actor by, String login, String password) {
        return people.roomToCheck()
                .compose(room -> members.byLogin(tenant, login))
                .compose(member -> {
                    var person = member.map(Member::person);
                    return attempts.tried(
                            tenant,
                            person.map(SignIn::account).orElseGet(() -> "name " + Members.key(login)),
                            limit,
                            people::checking,
                            () -> people.hasPassword(person, password)
                                    .compose(right -> right && member.isPresent()
                                            ? Future.succeededFuture(member)
                                            : refused(tenant, by, person).map(Optional.empty())));
                });
    }

    /** What was typed in the place of a name may be a password. Once nothing is tried any more, nothing is told of it. */
    private Future<Void> refused(TenantContext tenant, Actor by, Optional<PersonId> person) {
        var id = person.map(PersonId::value).map(UUID::toString).orElse("");
        return database.of(tenant).transaction(sql -> trail.write(sql, tenant, by, Happening.of("signin.refused", id)));
    }

    /**
     * Ends every session and token of the person. Fails with {@code INVALID_CREDENTIALS} when the current password is wrong,
     * and with {@code INVALID_INPUT} when the new one is not allowed.
     */
    Future<Void> changePassword(TenantContext tenant, Actor by, Member member, String current, String replacement) {
        return proved(
                tenant,
                by,
                member.person(),
                () -> people.changePassword(
                        tenant,
                        by,
                        member.person(),
                        current,
                        replacement,
                        member.username(),
                        member.email(),
                        tenant.slug().value()));
    }

    /** Whether somebody who is signed in already knows their password; fails with {@code INVALID_CREDENTIALS} if not. */
    public Future<Void> confirm(TenantContext tenant, Actor by, PersonId person, String password) {
        return proved(tenant, by, person, () -> people.hasPassword(Optional.of(person), password));
    }

    private Future<Void> proved(TenantContext tenant, Actor by, PersonId person, Supplier<Future<Boolean>> proving) {
        return attempts.tried(
                        tenant,
                        account(person),
                        limit,
                        people::checking,
                        () -> proving.get()
                                .compose(right -> right
                                        ? Future.succeededFuture(Optional.of(person))
                                        : refused(tenant, by, Optional.of(person))
                                                .map(Optional.empty())))
                .compose(right -> right.isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new AppException(ErrorCode.INVALID_CREDENTIALS, "The current password is wrong")));
    }

    private static String account(PersonId person) {
        return "person " + person.value();
    }
}

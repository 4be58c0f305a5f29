package dev.tenantry.feature.identity;

import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.PasswordHasher;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** People and their passwords. A person is no more than that; what they are called is said by each membership. */
public final class People {
    private final ControlDatabase database;
    private final PasswordHasher hasher;
    private final PasswordRules rules;
    private final RevocationFeed feed;
    private final Trail trail;
    private final PersonRepository rows = new PersonRepository();

    public People(
            ControlDatabase database, PasswordHasher hasher, PasswordRules rules, RevocationFeed feed, Trail trail) {
        this.database = database;
        this.hasher = hasher;
        this.rules = rules;
        this.feed = feed;
        this.trail = trail;
    }

    /**
     * Hashes a new password if the rules allow it.
     *
     * @param field where the answer says that it is wrong
     * @param names what its person and their tenant are called
     */
    public Future<String> hashNew(String field, String password, String... names) {
        return rules.check(field, password, List.of(names)).compose(allowed -> hasher.hash(password));
    }

    /** Forgets somebody who is a member of nothing any more, inside the caller's transaction; anybody else stays. */
    public Future<Void> removeIfAlone(Sql sql, PersonId person) {
        // Memberships of other tenants are not seen from here, but their foreign key holds.
        return sql.savepoint(part -> rows.delete(part, person))
                .<Void>mapEmpty()
                .recover(failure -> failure instanceof AppException known && known.code() == ErrorCode.INVALID_INPUT
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    /** A new person, inside the caller's transaction. */
    public Future<PersonId> insert(Sql sql, String passwordHash) {
        var person = new PersonId(UuidV7.next());
        return rows.insert(sql, person, passwordHash).map(person);
    }

    /** Fails with {@code OVERLOADED} while no password could be checked. */
    public Future<Void> roomToCheck() {
        return hasher.room();
    }

    /** Does what checks a password; fails with {@code OVERLOADED}, and does nothing, when too many are being checked. */
    public <T> Future<T> checking(Supplier<Future<T>> check) {
        return hasher.checking(check);
    }

    /** Takes equally long whether there is such a person or not. */
    public Future<Boolean> hasPassword(Optional<PersonId> person, String password) {
        if (password.length() > PasswordRules.LONGEST) {
            return Future.succeededFuture(false);
        }
        return person.map(this::passwordHash)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(hash -> hash.map(stored -> hasher.matches(password, stored))
                        .orElseGet(() -> hasher.matchesNobody(password)));
    }

    /**
     * Gives a person another password, if the current one is right. What they had been given under it is worth nothing from
     * then on, in every tenant and on every node.
     *
     * @param tenant where the person asked for it
     * @param by the person, by this request
     * @param names what they are called there
     * @return whether the current one was right
     */
    public Future<Boolean> changePassword(
            TenantContext tenant, Actor by, PersonId person, String current, String replacement, String... names) {
        return passwordHash(person)
                .compose(stored -> hasPassword(Optional.of(person), current)
                        .compose(right -> right && stored.isPresent()
                                ? hashNew("new_password", replacement, names)
                                        .compose(hash -> replace(tenant, by, person, stored.get(), hash))
                                : Future.succeededFuture(false)));
    }

    private Future<Boolean> replace(TenantContext tenant, Actor by, PersonId person, String oldHash, String newHash) {
        return feed.revoking(
                tenant,
                revoking -> rows.changePassword(revoking.sql(), person, oldHash, newHash)
                        .compose(changed -> changed
                                ? rows.raiseStanding(revoking.sql(), person)
                                        .compose(raised -> revoking.tell(Revoked.Kind.PERSON, person.value()))
                                        .compose(told -> trail.write(
                                                revoking.sql(),
                                                tenant,
                                                by,
                                                Happening.of("password.changed", person.value())))
                                        .map(true)
                                : Future.succeededFuture(false)));
    }

    private Future<Optional<String>> passwordHash(PersonId person) {
        return rows.passwordHash(database.acrossTenants(), person);
    }
}

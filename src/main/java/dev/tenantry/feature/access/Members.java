package dev.tenantry.feature.access;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.quota.Meter;
import dev.tenantry.platform.quota.Meters;
import dev.tenantry.platform.revocation.Remembered;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is a member of which tenant, and as what. The look-up that every request makes is remembered until the revocation feed
 * tells of a change: on every node within a second.
 */
public final class Members {
    static final Meter PEOPLE = Meter.of("people", "people", 10, 100, 1_000);
    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,190}");
    private final ControlDatabase database;
    private final Meters meters;
    private final MemberRepository rows = new MemberRepository();
    private final Remembered<Key, Member> seen;

    private record Key(TenantId tenant, PersonId person) {}

    public Members(ControlDatabase database, RevocationFeed feed, Meters meters) {
        this.database = database;
        this.meters = meters;
        this.seen = new Remembered<>(feed);
        feed.listen(revoked -> {
            switch (revoked.kind()) {
                case MEMBER, PERSON -> seen.forget(new PersonId(revoked.subject()));
                case ROLE -> seen.forget(revoked.subject());
                default -> {}
            }
        });
    }

    /** What a username and an address have to look like, told under the given fields. */
    public static void check(
            Problems problems, String usernameField, String username, String emailField, String email) {
        checkEmail(checkUsername(problems, usernameField, username), emailField, email);
    }

    /** What a username has to look like. */
    @CanIgnoreReturnValue
    public static Problems checkUsername(Problems problems, String field, @Nullable String username) {
        return problems.match(
                field, username, USERNAME, "must have 1 to 64 letters, digits, dots, hyphens or underscores");
    }

    /** What an address has to look like. */
    @CanIgnoreReturnValue
    public static Problems checkEmail(Problems problems, String field, @Nullable String email) {
        return problems.match(field, email, EMAIL, "must be an e-mail address");
    }

    /**
     * A new member, inside the caller's transaction; fails with {@code CONFLICT} when the name or address is taken, and with
     * {@code PLAN_LIMIT} when the plan allows no more people.
     */
    public Future<Member> insert(
            Sql sql, TenantContext tenant, PersonId person, String username, String email, Role role) {
        return insert(sql, tenant, person, username, email, MemberRole.of(role));
    }

    /** The same with any role. */
    public Future<Member> insert(
            Sql sql, TenantContext tenant, PersonId person, String username, String email, MemberRole role) {
        return meters.take(sql, tenant, PEOPLE, 1).compose(taken -> rows.insert(sql, person, username, email, role));
    }

    /** Ends a membership, inside the caller's transaction. */
    Future<Void> delete(Sql sql, TenantContext tenant, PersonId person) {
        return rows.delete(sql, person).compose(deleted -> meters.giveBack(sql, tenant, PEOPLE, deleted));
    }

    /** The role of that name: a built-in one, or one that the tenant has made. */
    public Future<Optional<MemberRole>> role(Sql sql, String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.wire().equals(name))
                .findFirst()
                .map(role -> Future.succeededFuture(Optional.of(MemberRole.of(role))))
                .orElseGet(() -> rows.ownRole(sql, name));
    }

    /** Takes so many memberships away, when the tenant itself goes; whose they were. */
    public Future<List<PersonId>> removeSome(Sql sql, int most) {
        return rows.deleteSome(sql, most);
    }

    /** Whether there is any member. */
    public Future<Boolean> any(Sql sql) {
        return rows.any(sql);
    }

    /** How many members have which role. */
    public Future<Map<String, Long>> countByRole(TenantContext tenant) {
        return rows.countByRole(database.of(tenant));
    }

    public Future<Optional<Member>> find(TenantContext tenant, PersonId person) {
        return seen.findOf(
                new Key(tenant.id(), person), Members::changesWith, () -> rows.byPerson(database.of(tenant), person));
    }

    private static List<?> changesWith(Member member) {
        return member.role().own().isPresent()
                ? List.of(member.person(), member.role().own().get())
                : List.of(member.person());
    }

    /** Nobody decides in the tenant until the caller's transaction has ended. */
    public Future<Void> lock(Sql sql, TenantContext tenant) {
        return rows.lock(sql, tenant);
    }

    /** As they are now, and will be until the caller's transaction has ended. */
    public Future<Optional<Member>> hold(Sql sql, PersonId person) {
        return rows.hold(sql, person);
    }

    /** Who has that username or e-mail address now, whatever the case. */
    public Future<Optional<Member>> called(Sql sql, String name) {
        return rows.byLogin(sql, name);
    }

    /**
     * Calls a member something else, inside the caller's transaction, who tells the feed; null stays as it is. Fails with
     * {@code CONFLICT} when the name or address is taken.
     */
    public Future<Optional<Member>> rename(
            Sql sql, PersonId person, @Nullable String username, @Nullable String email) {
        return rows.rename(sql, person, username, email).compose(done -> rows.byPerson(sql, person));
    }

    /** The same for every spelling of a name. */
    public static String key(String login) {
        return MemberRepository.key(login);
    }

    /** By username or e-mail address, whatever the case. */
    Future<Optional<Member>> byLogin(TenantContext tenant, String login) {
        return login.indexOf('\0') >= 0
                ? Future.succeededFuture(Optional.empty())
                : rows.byLogin(database.of(tenant), login);
    }
}

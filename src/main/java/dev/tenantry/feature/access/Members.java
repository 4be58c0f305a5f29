package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.revocation.Remembered;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is a member of which tenant, and as what. The look-up that every request makes is remembered until the revocation feed
 * tells of a change: on every node within a second.
 */
public final class Members {
    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,190}");
    private final ControlDatabase database;
    private final MemberRepository rows = new MemberRepository();
    private final Remembered<Key, Member> seen;

    private record Key(TenantId tenant, PersonId person) {}

    public Members(ControlDatabase database, RevocationFeed feed) {
        this.database = database;
        this.seen = new Remembered<>(feed);
        feed.listen(revoked -> {
            if (revoked.kind() == Revoked.Kind.MEMBER || revoked.kind() == Revoked.Kind.PERSON) {
                seen.forget(new PersonId(revoked.subject()));
            }
        });
    }

    /** What a username and an address have to look like, told under the given fields. */
    public static void check(
            Problems problems, String usernameField, String username, String emailField, String email) {
        problems.match(
                        usernameField,
                        username,
                        USERNAME,
                        "must have 1 to 64 letters, digits, dots, hyphens or underscores")
                .match(emailField, email, EMAIL, "must be an e-mail address");
    }

    /** A new member, inside the caller's transaction; fails with {@code CONFLICT} when the name or address is taken. */
    public Future<Member> insert(Sql sql, PersonId person, String username, String email, Role role) {
        return rows.insert(sql, person, username, email, role);
    }

    /** Takes so many memberships away, when the tenant itself goes; whose they were. */
    public Future<List<PersonId>> removeSome(Sql sql, int most) {
        return rows.deleteSome(sql, most);
    }

    /** How many members have which role. */
    public Future<Map<String, Long>> countByRole(TenantContext tenant) {
        return rows.countByRole(database.of(tenant));
    }

    public Future<Optional<Member>> find(TenantContext tenant, PersonId person) {
        return seen.find(new Key(tenant.id(), person), person, () -> rows.byPerson(database.of(tenant), person));
    }

    /** The same for every spelling of a name. */
    static String key(String login) {
        return MemberRepository.key(login);
    }

    /** By username or e-mail address, whatever the case. */
    Future<Optional<Member>> byLogin(TenantContext tenant, String login) {
        return login.indexOf('\0') >= 0
                ? Future.succeededFuture(Optional.empty())
                : rows.byLogin(database.of(tenant), login);
    }
}

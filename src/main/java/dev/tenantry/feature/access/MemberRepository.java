package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of {@code memberships}, with what their roles allow. */
final class MemberRepository {
    private static final String INSERT = """
            WITH added AS (
                INSERT INTO memberships (person_id, username, email, role, role_id, username_key, email_key)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                RETURNING person_id, username, email, role, role_id, standing
            )
            SELECT a.person_id, a.username, a.email, a.role, a.role_id, r.name, r.permissions,
                a.standing + p.standing AS standing
            FROM added a JOIN people p ON p.id = a.person_id LEFT JOIN roles r ON r.id = a.role_id
            """;
    private static final String BY_PERSON = """
            SELECT m.person_id, m.username, m.email, m.role, m.role_id, r.name, r.permissions,
                m.standing + p.standing AS standing
            FROM memberships m JOIN people p ON p.id = m.person_id LEFT JOIN roles r ON r.id = m.role_id
            WHERE m.person_id = $1
            """;
    private static final String BY_LOGIN = """
            SELECT m.person_id, m.username, m.email, m.role, m.role_id, r.name, r.permissions,
                m.standing + p.standing AS standing
            FROM memberships m JOIN people p ON p.id = m.person_id LEFT JOIN roles r ON r.id = m.role_id
            WHERE m.username_key = $1 OR m.email_key = $1
            """;
    private static final String PAGE = """
            SELECT m.person_id, m.username, m.email, m.role, m.role_id, r.name, r.permissions,
                m.standing + p.standing AS standing
            FROM memberships m JOIN people p ON p.id = m.person_id LEFT JOIN roles r ON r.id = m.role_id
            WHERE m.person_id < $1 AND ($3::text = '' OR coalesce(r.name, m.role) = $3)
                AND (strpos(m.username_key, $4) > 0 OR strpos(m.email_key, $4) > 0)
            ORDER BY m.person_id DESC LIMIT $2
            """;

    // The weaker lock: rows that refer to the tenant may be added meanwhile.
    private static final String LOCK_TENANT = """
            SELECT id FROM tenants WHERE id = $1 FOR NO KEY UPDATE
            """;
    private static final String OWNERS = """
            SELECT count(*) AS owners FROM memberships WHERE role = 'owner'
            """;
    private static final String OWN_ROLE_NAMED = """
            SELECT id, name, permissions FROM roles WHERE name = $1
            """;
    // The lock alone: what is joined to a row that was waited for is of the time before.
    private static final String HOLD = """
            SELECT person_id FROM memberships WHERE person_id = $1 FOR SHARE
            """;
    private static final String RENAME = """
            UPDATE memberships
            SET username = coalesce($2, username), username_key = coalesce($3, username_key),
                email = coalesce($4, email), email_key = coalesce($5, email_key)
            WHERE person_id = $1
            """;
    private static final String SET_ROLE = """
            UPDATE memberships SET role = $2, role_id = $3 WHERE person_id = $1
            """;
    private static final String DELETE = """
            DELETE FROM memberships WHERE person_id = $1
            """;
    private static final String DELETE_SOME = """
            DELETE FROM memberships WHERE person_id IN (SELECT person_id FROM memberships ORDER BY person_id LIMIT $1)
            RETURNING person_id
            """;
    private static final String ANY = """
            SELECT EXISTS (SELECT 1 FROM memberships) AS there
            """;
    private static final String COUNT_BY_ROLE = """
            SELECT coalesce(r.name, m.role) AS role, count(*) AS number
            FROM memberships m LEFT JOIN roles r ON r.id = m.role_id GROUP BY 1
            """;

    Future<Member> insert(Sql sql, PersonId person, String username, String email, MemberRole role) {
        return sql.first(
                        INSERT,
                        MemberRepository::read,
                        person.value(),
                        username,
                        email,
                        column(role),
                        role.own().orElse(null),
                        key(username),
                        key(email))
                .map(Optional::orElseThrow);
    }

    Future<Optional<Member>> byPerson(Sql sql, PersonId person) {
        return sql.first(BY_PERSON, MemberRepository::read, person.value());
    }

    /** A username never holds an @ and an address always does: one text is at most one member's. */
    Future<Optional<Member>> byLogin(Sql sql, String login) {
        return sql.first(BY_LOGIN, MemberRepository::read, key(login));
    }

    /**
     * @param role the only one wanted; empty for all
     * @param text a part of the username or the address
     */
    Future<List<Member>> page(Sql sql, UUID before, int rows, String role, String text) {
        return sql.list(PAGE, MemberRepository::read, before, rows, role, key(text));
    }

    /** Nobody else has this tenant's lock until the transaction ends. */
    Future<Void> lock(Sql sql, TenantContext tenant) {
        return sql.first(LOCK_TENANT, row -> row.getUUID("id"), tenant.id().value())
                .mapEmpty();
    }

    Future<Optional<Member>> hold(Sql sql, PersonId person) {
        return sql.first(HOLD, row -> row.getUUID("person_id"), person.value())
                .compose(held -> held.isPresent() ? byPerson(sql, person) : Future.succeededFuture(Optional.empty()));
    }

    Future<Integer> rename(Sql sql, PersonId person, @Nullable String username, @Nullable String email) {
        return sql.change(
                RENAME,
                person.value(),
                username,
                username == null ? null : key(username),
                email,
                email == null ? null : key(email));
    }

    Future<Long> owners(Sql sql) {
        return sql.first(OWNERS, row -> row.getLong("owners")).map(Optional::orElseThrow);
    }

    Future<Optional<MemberRole>> ownRole(Sql sql, String name) {
        return sql.first(
                OWN_ROLE_NAMED,
                row -> MemberRole.own(row.getUUID("id"), row.getString("name"), permissions(row)),
                name);
    }

    Future<Integer> setRole(Sql sql, PersonId person, MemberRole role) {
        return sql.change(SET_ROLE, person.value(), column(role), role.own().orElse(null));
    }

    Future<Integer> delete(Sql sql, PersonId person) {
        return sql.change(DELETE, person.value());
    }

    /** Whose memberships they were. */
    Future<List<PersonId>> deleteSome(Sql sql, int most) {
        return sql.list(DELETE_SOME, row -> new PersonId(row.getUUID("person_id")), (long) most);
    }

    Future<Boolean> any(Sql sql) {
        return sql.first(ANY, row -> row.getBoolean("there")).map(Optional::orElseThrow);
    }

    Future<Map<String, Long>> countByRole(Sql sql) {
        return sql.list(COUNT_BY_ROLE, row -> Map.entry(row.getString("role"), row.getLong("number")))
                .map(counts -> counts.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The same for every spelling of a name: compatibility forms and letter case do not tell people apart. */
    static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static String column(MemberRole role) {
        return role.authority().builtIn().map(Role::wire).orElse(MemberRole.OWN);
    }

    private static Set<String> permissions(Row row) {
        return Set.of(row.getArrayOfStrings("permissions"));
    }

    private static Member read(Row row) {
        var role = row.getString("role");
        return new Member(
                new PersonId(row.getUUID("person_id")),
                row.getString("username"),
                row.getString("email"),
                role.equals(MemberRole.OWN)
                        ? MemberRole.own(row.getUUID("role_id"), row.getString("name"), permissions(row))
                        : MemberRole.of(Role.ofWire(role)),
                row.getLong("standing"));
    }
}

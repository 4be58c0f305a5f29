package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.security.Authority;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows of {@code memberships}. */
final class MemberRepository {
    private static final String INSERT = """
            WITH added AS (
                INSERT INTO memberships (person_id, username, email, role, username_key, email_key)
                VALUES ($1, $2, $3, $4, $5, $6)
                RETURNING person_id, username, email, role, standing
            )
            SELECT a.person_id, a.username, a.email, a.role, a.standing + p.standing AS standing
            FROM added a JOIN people p ON p.id = a.person_id
            """;
    private static final String BY_PERSON = """
            SELECT m.person_id, m.username, m.email, m.role, m.standing + p.standing AS standing
            FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.person_id = $1
            """;
    private static final String BY_LOGIN = """
            SELECT m.person_id, m.username, m.email, m.role, m.standing + p.standing AS standing
            FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.username_key = $1 OR m.email_key = $1
            """;
    private static final String PAGE = """
            SELECT m.person_id, m.username, m.email, m.role, m.standing + p.standing AS standing
            FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.person_id < $1
            ORDER BY m.person_id DESC LIMIT $2
            """;

    // In one order, so that two who decide at once wait for each other and not in a circle.
    private static final String LOCK = """
            SELECT m.person_id, m.username, m.email, m.role, m.standing + p.standing AS standing
            FROM memberships m JOIN people p ON p.id = m.person_id
            WHERE m.person_id = ANY ($1) OR m.role = 'owner'
            ORDER BY m.person_id FOR UPDATE OF m
            """;
    private static final String SET_ROLE = """
            UPDATE memberships SET role = $2 WHERE person_id = $1
            """;
    private static final String DELETE = """
            DELETE FROM memberships WHERE person_id = $1
            """;
    private static final String DELETE_SOME = """
            DELETE FROM memberships WHERE person_id IN (SELECT person_id FROM memberships ORDER BY person_id LIMIT $1)
            RETURNING person_id
            """;
    private static final String COUNT_BY_ROLE = """
            SELECT role, count(*) AS number FROM memberships GROUP BY role
            """;

    Future<Member> insert(Sql sql, PersonId person, String username, String email, Role role) {
        return sql.first(
                        INSERT,
                        MemberRepository::read,
                        person.value(),
                        username,
                        email,
                        role.wire(),
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

    Future<List<Member>> page(Sql sql, UUID before, int rows) {
        return sql.list(PAGE, MemberRepository::read, before, rows);
    }

    /** These people and every owner, until the transaction ends. */
    Future<List<Member>> lock(Sql sql, List<UUID> people) {
        return sql.list(LOCK, MemberRepository::read, (Object) people.toArray(UUID[]::new));
    }

    Future<Integer> setRole(Sql sql, PersonId person, Role role) {
        return sql.change(SET_ROLE, person.value(), role.wire());
    }

    Future<Integer> delete(Sql sql, PersonId person) {
        return sql.change(DELETE, person.value());
    }

    /** Whose memberships they were. */
    Future<List<PersonId>> deleteSome(Sql sql, int most) {
        return sql.list(DELETE_SOME, row -> new PersonId(row.getUUID("person_id")), (long) most);
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

    private static Member read(Row row) {
        return new Member(
                new PersonId(row.getUUID("person_id")),
                row.getString("username"),
                row.getString("email"),
                Authority.of(Role.ofWire(row.getString("role"))),
                row.getLong("standing"));
    }
}

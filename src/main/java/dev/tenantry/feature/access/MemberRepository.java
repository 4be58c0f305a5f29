package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Rows of {@code memberships}. */
final class MemberRepository {
    private static final String INSERT = """
            INSERT INTO memberships (person_id, username, email, role, username_key, email_key)
            VALUES ($1, $2, $3, $4, $5, $6)
            """;
    private static final String BY_PERSON = """
            SELECT person_id, username, email, role FROM memberships WHERE person_id = $1
            """;
    private static final String BY_LOGIN = """
            SELECT person_id, username, email, role FROM memberships WHERE username_key = $1 OR email_key = $1
            """;

    Future<Integer> insert(Sql sql, Member member) {
        return sql.change(
                INSERT,
                member.person().value(),
                member.username(),
                member.email(),
                member.role().wire(),
                key(member.username()),
                key(member.email()));
    }

    Future<Optional<Member>> byPerson(Sql sql, PersonId person) {
        return sql.first(BY_PERSON, MemberRepository::read, person.value());
    }

    /** A username never holds an @ and an address always does: one text is at most one member's. */
    Future<Optional<Member>> byLogin(Sql sql, String login) {
        return sql.first(BY_LOGIN, MemberRepository::read, key(login));
    }

    /** The same for every spelling of a name: compatibility forms and letter case do not tell people apart. */
    private static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static Member read(Row row) {
        return new Member(
                new PersonId(row.getUUID("person_id")),
                row.getString("username"),
                row.getString("email"),
                Role.ofWire(row.getString("role")));
    }
}

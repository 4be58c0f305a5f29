package dev.tenantry.feature.identity;

import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import java.util.Optional;

/** Rows of {@code people} and {@code credentials}, tables without a tenant. */
final class PersonRepository {
    private static final String INSERT_PERSON = """
            INSERT INTO people (id) VALUES ($1)
            """;
    private static final String INSERT_CREDENTIAL = """
            INSERT INTO credentials (person_id, password_hash) VALUES ($1, $2)
            """;
    private static final String PASSWORD_HASH = """
            SELECT password_hash FROM credentials WHERE person_id = $1
            """;
    private static final String CHANGE_PASSWORD = """
            UPDATE credentials SET password_hash = $3, changed_at = now() WHERE person_id = $1 AND password_hash = $2
            """;
    private static final String RAISE_STANDING = """
            UPDATE people SET standing = standing + 1 WHERE id = $1
            """;

    private static final String DELETE = """
            DELETE FROM people WHERE id = $1
            """;

    Future<Integer> delete(Sql sql, PersonId person) {
        return sql.change(DELETE, person.value());
    }

    Future<Integer> insert(Sql sql, PersonId person, String passwordHash) {
        return sql.change(INSERT_PERSON, person.value())
                .compose(done -> sql.change(INSERT_CREDENTIAL, person.value(), passwordHash));
    }

    Future<Optional<String>> passwordHash(Sql sql, PersonId person) {
        return sql.first(PASSWORD_HASH, row -> row.getString("password_hash"), person.value());
    }

    /** Whether the old one was still the password: of two changes at once, one is. */
    Future<Boolean> changePassword(Sql sql, PersonId person, String oldHash, String newHash) {
        return sql.change(CHANGE_PASSWORD, person.value(), oldHash, newHash).map(rows -> rows > 0);
    }

    Future<Integer> raiseStanding(Sql sql, PersonId person) {
        return sql.change(RAISE_STANDING, person.value());
    }
}

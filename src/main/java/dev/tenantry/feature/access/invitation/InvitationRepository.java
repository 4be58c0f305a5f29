package dev.tenantry.feature.access.invitation;

import dev.tenantry.feature.access.MemberRole;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code invitations}. */
final class InvitationRepository {
    private static final String INSERT = """
            INSERT INTO invitations (id, token_hash, email, email_key, role, role_id, invited_by, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8))
            """;

    // The next one for the address takes its place.
    private static final String CLOSE_EXPIRED = """
            UPDATE invitations SET revoked_at = expires_at
            WHERE email_key = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at <= now()
            """;
    private static final String PAGE = """
            SELECT i.id, i.email, coalesce(r.name, i.role) AS role, i.invited_by, i.sent, i.created_at, i.expires_at,
                   CASE WHEN i.accepted_at IS NOT NULL THEN 'accepted' WHEN i.revoked_at < i.expires_at THEN 'revoked'
                        WHEN i.expires_at <= now() THEN 'expired' ELSE 'open' END AS status
            FROM invitations i LEFT JOIN roles r ON r.id = i.role_id WHERE i.id < $1 ORDER BY i.id DESC LIMIT $2
            """;
    private static final String OPEN = """
            SELECT i.id, i.email, coalesce(r.name, i.role) AS role, i.invited_by, i.sent, i.created_at, i.expires_at,
                   'open' AS status
            FROM invitations i LEFT JOIN roles r ON r.id = i.role_id
            WHERE i.token_hash = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
            """;

    // Of one that has expired as well: it can be sent again.
    private static final String PENDING = """
            SELECT i.id, i.email, coalesce(r.name, i.role) AS role, i.invited_by, i.sent, i.created_at, i.expires_at,
                   'open' AS status
            FROM invitations i LEFT JOIN roles r ON r.id = i.role_id
            WHERE i.id = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL
            FOR UPDATE OF i
            """;
    private static final String ACCEPT = """
            UPDATE invitations SET accepted_at = now()
            WHERE token_hash = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()
            """;
    private static final String RENEW = """
            UPDATE invitations
            SET token_hash = $2, invited_by = $3, sent = sent + 1, expires_at = now() + make_interval(secs => $4)
            WHERE id = $1
            """;
    private static final String REVOKE = """
            UPDATE invitations SET revoked_at = now() WHERE id = $1
            """;

    Future<Invitation> insert(
            Sql sql, UUID id, byte[] tokenHash, String email, MemberRole role, PersonId by, Duration lifetime) {
        var key = Members.key(email);
        return sql.change(CLOSE_EXPIRED, key)
                .compose(closed -> sql.change(
                        INSERT,
                        id,
                        Buffer.buffer(tokenHash),
                        email,
                        key,
                        role.own().isPresent() ? MemberRole.OWN : role.name(),
                        role.own().orElse(null),
                        by.value(),
                        (double) lifetime.toSeconds()))
                .compose(added -> pending(sql, id))
                .map(Optional::orElseThrow);
    }

    Future<List<Invitation>> page(Sql sql, UUID before, int most) {
        return sql.list(PAGE, InvitationRepository::read, before, most);
    }

    Future<Optional<Invitation>> open(Sql sql, byte[] tokenHash) {
        return sql.first(OPEN, InvitationRepository::read, Buffer.buffer(tokenHash));
    }

    /** Neither accepted nor revoked, and nobody changes it before the transaction has ended. */
    Future<Optional<Invitation>> pending(Sql sql, UUID id) {
        return sql.first(PENDING, InvitationRepository::read, id);
    }

    /** Uses it up: of many at once exactly one is told true. */
    Future<Boolean> accept(Sql sql, byte[] tokenHash) {
        return sql.change(ACCEPT, Buffer.buffer(tokenHash)).map(rows -> rows > 0);
    }

    Future<Invitation> renew(Sql sql, UUID id, byte[] tokenHash, PersonId by, Duration lifetime) {
        return sql.change(RENEW, id, Buffer.buffer(tokenHash), by.value(), (double) lifetime.toSeconds())
                .compose(renewed -> pending(sql, id))
                .map(Optional::orElseThrow);
    }

    Future<Integer> revoke(Sql sql, UUID id) {
        return sql.change(REVOKE, id);
    }

    private static Invitation read(Row row) {
        return new Invitation(
                row.getUUID("id"),
                row.getString("email"),
                row.getString("role"),
                new PersonId(row.getUUID("invited_by")),
                Invitation.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getInteger("sent"),
                row.get(OffsetDateTime.class, "created_at").toInstant(),
                row.get(OffsetDateTime.class, "expires_at").toInstant());
    }
}

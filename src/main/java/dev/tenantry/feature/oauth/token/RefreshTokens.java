package dev.tenantry.feature.oauth.token;

import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.config.OAuthConfig;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Refresh tokens, rotated on each use (RFC 9700, section 4.14.2). A used one that comes back kills the whole family, except
 * within two seconds of its use: then it is the loser of a race, which is only turned away.
 */
public final class RefreshTokens {
    private static final Duration RACE = Duration.ofSeconds(2);
    private final ControlDatabase database;
    private final RevocationFeed feed;
    private final TokenFamilyRepository rows = new TokenFamilyRepository();
    private final RefreshToken tokens;
    private final OAuthConfig config;
    private final Trail trail;

    public RefreshTokens(
            ControlDatabase database, RevocationFeed feed, Secret secretKey, OAuthConfig config, Trail trail) {
        this.database = database;
        this.feed = feed;
        this.tokens = new RefreshToken(secretKey);
        this.config = config;
        this.trail = trail;
    }

    /** The first refresh token of a new family, for somebody who has shown a password. */
    public Future<Secret> begin(TenantContext tenant, Actor by, Authorization begun, Duration lifetime) {
        return database.of(tenant).transaction(sql -> {
            var first = begin(sql, begun, lifetime);
            var issued = Happening.of("token.issued", begun.family())
                    .with("grant", "password")
                    .with("scope", Scope.format(begun.scopes()));
            return trail.write(sql, tenant, by, issued).map(first);
        });
    }

    /** The same within the transaction of the cause, which fails when it cannot be kept. */
    Secret begin(Sql sql, Authorization begun, Duration lifetime) {
        var first = new RefreshToken.Serial(begun.family(), 1);
        var text = tokens.text(first);
        var hash = OpaqueToken.hash(text.reveal());
        rows.deleteOld(sql, begun.person());
        rows.insert(sql, begun, first.generation(), hash, lifetime);
        return text;
    }

    /** A refresh token that somebody has shown, and the family it belongs to; whether it may be used is not said yet. */
    public static final class Shown {
        private final RefreshToken.Serial serial;
        private final byte[] hash;
        private final TokenFamilyRepository.Stored family;

        private Shown(RefreshToken.Serial serial, byte[] hash, TokenFamilyRepository.Stored family) {
            this.serial = serial;
            this.hash = hash;
            this.family = family;
        }

        public Authorization authorization() {
            return family.authorization();
        }

        public Instant issuedAt() {
            return family.createdAt();
        }

        /** When the family ends, however often it is rotated. */
        public Instant expiresAt() {
            return family.expiresAt();
        }

        /** Whether it is the newest of a family that is alive. */
        public boolean isGood() {
            return family.alive()
                    && family.generation() == serial.generation()
                    && MessageDigest.isEqual(family.tokenHash().getBytes(), hash);
        }
    }

    /** Empty for what is no refresh token of this tenant. */
    public Future<Optional<Shown>> find(TenantContext tenant, String refreshToken) {
        return tokens.read(refreshToken)
                .map(serial -> rows.find(database.of(tenant), serial.family())
                        .map(family -> family.map(stored -> new Shown(serial, OpaqueToken.hash(refreshToken), stored))))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /** The same; empty as well for what another client has been given. */
    public Future<Optional<Shown>> find(TenantContext tenant, ClientId client, String refreshToken) {
        return find(tenant, refreshToken)
                .map(found ->
                        found.filter(shown -> shown.authorization().client().equals(client)));
    }

    /** Uses it up for the next one; fails with {@code invalid_grant} for all but the newest of a live family. */
    public Future<Secret> rotate(TenantContext tenant, Actor by, Shown shown) {
        var used = shown.serial;
        var client = shown.authorization().client();
        var next = tokens.text(new RefreshToken.Serial(used.family(), used.generation() + 1));
        return database.of(tenant)
                .transaction(sql -> {
                    // Sent together: for one that is not the newest, what was told is rolled back.
                    var rotated = rows.rotate(sql, used, client, shown.hash, OpaqueToken.hash(next.reveal()));
                    return trail.write(sql, tenant, by, Happening.of("token.refreshed", used.family()))
                            .compose(told -> rotated)
                            .<Void>compose(first ->
                                    first ? Future.succeededFuture() : Future.failedFuture(new NotTheNewest()));
                })
                .recover(failure ->
                        failure instanceof NotTheNewest ? usedBefore(tenant, by, used) : Future.failedFuture(failure))
                .map(next);
    }

    /** Ends the transaction in which it was seen. */
    private static final class NotTheNewest extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Succeeds when the grace allows the same answer once more. */
    private Future<Void> usedBefore(TenantContext tenant, Actor by, RefreshToken.Serial used) {
        return rows.find(database.of(tenant), used.family()).compose(found -> {
            if (found.isEmpty() || !found.get().alive()) {
                return Future.failedFuture(refused());
            }
            var family = found.get();
            var justUsed = family.generation() == used.generation() + 1;
            if (justUsed && family.sinceRotation().compareTo(config.refreshGrace()) < 0) {
                var again = Happening.of("token.refreshed", used.family()).with("again", true);
                return database.of(tenant).transaction(sql -> trail.write(sql, tenant, by, again));
            }
            if (justUsed && family.sinceRotation().compareTo(RACE) < 0) {
                return Future.failedFuture(refused());
            }
            return revoke(tenant, by, used.family()).compose(killed -> Future.failedFuture(refused()));
        });
    }

    /** Ends a family: its refresh token, and on every node all access tokens that came of it. */
    public Future<Void> revoke(TenantContext tenant, Actor by, UUID family) {
        return feed.revoking(
                tenant,
                revoking -> rows.revoke(revoking, family)
                        .compose(ended -> ended
                                ? trail.write(revoking.sql(), tenant, by, Happening.of("token.revoked", family))
                                : Future.succeededFuture()));
    }

    /** Ends one access token and nothing else. */
    public Future<Void> revokeAccess(TenantContext tenant, Actor by, UUID token) {
        return feed.revoking(
                tenant,
                revoking -> revoking.tell(Revoked.Kind.TOKEN, token)
                        .compose(told -> trail.write(
                                revoking.sql(),
                                tenant,
                                by,
                                Happening.of("token.revoked", token).with("kind", "access_token"))));
    }

    /** What that family goes on from; empty when all that came of it is dead, by the database at this moment. */
    public Future<Optional<Authorization>> notRevoked(TenantContext tenant, UUID family) {
        return rows.find(database.of(tenant), family)
                .map(found -> found.filter(TokenFamilyRepository.Stored::notRevoked)
                        .map(TokenFamilyRepository.Stored::authorization));
    }

    public static OAuthException refused() {
        return new OAuthException(OAuthError.INVALID_GRANT, "The refresh token is not valid, used or expired");
    }
}

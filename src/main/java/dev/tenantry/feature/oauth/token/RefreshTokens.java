package dev.tenantry.feature.oauth.token;

import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.config.OAuthConfig;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Refresh tokens, rotated on each use (RFC 9700, section 4.14.2). A used one that comes back kills the whole family, except
 * within two seconds of its use: then it is the loser of a race, which is only turned away.
 */
public final class RefreshTokens {
    private static final Duration RACE = Duration.ofSeconds(2);
    private final ControlDatabase database;
    private final TokenFamilyRepository rows = new TokenFamilyRepository();
    private final RefreshToken tokens;
    private final OAuthConfig config;
    private final Clock clock;

    public RefreshTokens(ControlDatabase database, Secret secretKey, OAuthConfig config, Clock clock) {
        this.database = database;
        this.tokens = new RefreshToken(secretKey);
        this.config = config;
        this.clock = clock;
    }

    /** What a refresh gives: whom the family is for, and the next token of it. */
    public record Rotated(Subject subject, Secret refreshToken) {
        Rotated with(Set<Scope> scopes) {
            return new Rotated(new Subject(subject.kind(), subject.id(), subject.client(), scopes), refreshToken);
        }
    }

    /** The first refresh token of a new family. */
    public Future<Secret> start(TenantContext tenant, Subject subject) {
        var now = clock.instant();
        var first = new RefreshToken.Serial(UuidV7.next(), 1);
        var text = tokens.text(first);
        var family = new TokenFamily(
                first.family(),
                subject.client(),
                subject.id(),
                subject.scopes(),
                first.generation(),
                now,
                now.plus(config.refreshTokenLifetime()),
                Optional.empty());
        return rows.insert(database.of(tenant), family, OpaqueToken.hash(text.reveal()))
                .map(text);
    }

    /**
     * Fails with {@code invalid_grant} for whatever is not the newest token of a live family of this client.
     *
     * @param narrow which of the family's scopes the new access token gets; when it throws, nothing is used up
     */
    public Future<Rotated> use(
            TenantContext tenant, UUID client, String refreshToken, UnaryOperator<Set<Scope>> narrow) {
        var number = tokens.read(refreshToken);
        if (number.isEmpty()) {
            return refused();
        }
        var sql = database.of(tenant);
        return rows.find(sql, number.get().family(), client)
                .compose(family -> family.isEmpty() ? refused() : Future.succeededFuture(family.get()))
                .map(family -> narrow.apply(family.scopes()))
                .compose(scopes -> use(sql, client, number.get(), refreshToken).map(used -> used.with(scopes)));
    }

    private Future<Rotated> use(Sql sql, UUID client, RefreshToken.Serial used, String text) {
        var next = tokens.text(new RefreshToken.Serial(used.family(), used.generation() + 1));
        return rows.rotate(sql, used, client, OpaqueToken.hash(text), OpaqueToken.hash(next.reveal()), clock.instant())
                .compose(rotated -> rotated.map(family -> Future.succeededFuture(rotated(family, next)))
                        .orElseGet(() -> usedBefore(sql, client, used, next)));
    }

    private Future<Rotated> usedBefore(Sql sql, UUID client, RefreshToken.Serial used, Secret next) {
        var now = clock.instant();
        return rows.find(sql, used.family(), client).compose(found -> {
            if (found.isEmpty() || !found.get().aliveAt(now)) {
                return refused();
            }
            var family = found.get();
            var justUsed = family.generation() == used.generation() + 1;
            if (justUsed && family.rotatedAt().plus(config.refreshGrace()).isAfter(now)) {
                return Future.succeededFuture(rotated(family, next));
            }
            if (justUsed && family.rotatedAt().plus(RACE).isAfter(now)) {
                return refused();
            }
            return rows.revoke(sql, family.id(), now).compose(killed -> refused());
        });
    }

    private static Rotated rotated(TokenFamily family, Secret next) {
        var subject = new Subject(Principal.Kind.PERSON, family.person(), family.client(), family.scopes());
        return new Rotated(subject, next);
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(
                new OAuthException(OAuthError.INVALID_GRANT, "The refresh token is not valid, used or expired"));
    }
}

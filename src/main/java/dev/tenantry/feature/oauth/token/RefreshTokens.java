package dev.tenantry.feature.oauth.token;

import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.config.OAuthConfig;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

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

    public RefreshTokens(ControlDatabase database, Secret secretKey, OAuthConfig config) {
        this.database = database;
        this.tokens = new RefreshToken(secretKey);
        this.config = config;
    }

    /** What a refresh gives: what the family goes on from, with which scopes this time, and the next token of it. */
    public record Rotated(Authorization authorization, Set<Scope> scopes, Secret refreshToken) {}

    /** The first refresh token of a new family. */
    public Future<Secret> start(TenantContext tenant, Authorization begun) {
        var first = new RefreshToken.Serial(begun.family(), 1);
        var text = tokens.text(first);
        var hash = OpaqueToken.hash(text.reveal());
        return rows.insert(database.of(tenant), begun, first.generation(), hash, config.refreshTokenLifetime())
                .map(text);
    }

    /**
     * Fails with {@code invalid_grant} for whatever is not the newest token of a live family of this client.
     *
     * @param admit decides whether and with which scopes the family goes on; when it fails nothing is used up
     */
    public Future<Rotated> use(
            TenantContext tenant,
            ClientId client,
            String refreshToken,
            Function<Authorization, Future<Set<Scope>>> admit) {
        var used = tokens.read(refreshToken);
        if (used.isEmpty()) {
            return refused();
        }
        var sql = database.of(tenant);
        return rows.find(sql, used.get().family(), client)
                .compose(family -> family.isEmpty()
                        ? refused()
                        : admit.apply(family.get().authorization())
                                .compose(scopes -> rotate(
                                        sql,
                                        used.get(),
                                        refreshToken,
                                        family.get().authorization(),
                                        scopes)));
    }

    private Future<Rotated> rotate(
            Sql sql, RefreshToken.Serial used, String text, Authorization authorization, Set<Scope> scopes) {
        var next = tokens.text(new RefreshToken.Serial(used.family(), used.generation() + 1));
        var answer = new Rotated(authorization, scopes, next);
        return rows.rotate(sql, used, authorization.client(), OpaqueToken.hash(text), OpaqueToken.hash(next.reveal()))
                .compose(first -> first
                        ? Future.succeededFuture(answer)
                        : usedBefore(sql, authorization.client(), used).map(answer));
    }

    /** Succeeds when the grace allows the same answer once more. */
    private Future<Void> usedBefore(Sql sql, ClientId client, RefreshToken.Serial used) {
        return rows.find(sql, used.family(), client).compose(found -> {
            if (found.isEmpty() || !found.get().alive()) {
                return refused();
            }
            var family = found.get();
            var justUsed = family.generation() == used.generation() + 1;
            if (justUsed && family.sinceRotation().compareTo(config.refreshGrace()) < 0) {
                return Future.succeededFuture();
            }
            if (justUsed && family.sinceRotation().compareTo(RACE) < 0) {
                return refused();
            }
            return rows.revoke(sql, used.family()).compose(killed -> refused());
        });
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(
                new OAuthException(OAuthError.INVALID_GRANT, "The refresh token is not valid, used or expired"));
    }
}

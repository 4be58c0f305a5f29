package dev.tenantry.feature.oauth.token;

import dev.tenantry.feature.identity.Sessions;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.config.OAuthConfig;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoking;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Authorization codes (RFC 6749, section 4.1): short-lived, for one client, used up by the first who shows them, rightly or
 * wrongly. One that its client shows again kills all that came of it.
 */
public final class Codes {
    private final ControlDatabase database;
    private final RevocationFeed feed;
    private final Sessions sessions;
    private final RefreshTokens refreshTokens;
    private final OAuthConfig config;
    private final Trail trail;
    private final CodeRepository rows = new CodeRepository();
    private final TokenFamilyRepository families = new TokenFamilyRepository();

    public Codes(
            ControlDatabase database,
            RevocationFeed feed,
            Sessions sessions,
            RefreshTokens refreshTokens,
            OAuthConfig config,
            Trail trail) {
        this.database = database;
        this.feed = feed;
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.config = config;
        this.trail = trail;
    }

    /** Empty when the browser session has ended meanwhile: signing out finds every code of its session. */
    public Future<Optional<Secret>> issue(TenantContext tenant, Actor by, CodeRequest request) {
        var code = OpaqueToken.AUTHORIZATION_CODE.mint();
        var hash = OpaqueToken.hash(code.reveal());
        return database.of(tenant)
                .transaction(sql -> isThere(sql, request.authorization().session())
                        .compose(there -> there
                                ? insert(sql, hash, request)
                                        .compose(inserted -> trail.write(
                                                sql,
                                                tenant,
                                                by,
                                                Happening.of(
                                                                "code.issued",
                                                                request.authorization()
                                                                        .family())
                                                        .with(
                                                                "scope",
                                                                Scope.format(request.authorization()
                                                                        .scopes()))))
                                        .map(Optional.of(code))
                                : Future.succeededFuture(Optional.empty())));
    }

    private Future<Boolean> isThere(Sql sql, Optional<UUID> session) {
        return session.map(id -> sessions.hold(sql, id)).orElseGet(() -> Future.succeededFuture(true));
    }

    private Future<Integer> insert(Sql sql, byte[] hash, CodeRequest request) {
        return rows.deleteOld(sql, request.authorization().person())
                .compose(deleted -> rows.insert(sql, hash, request, config.authorizationCodeLifetime()));
    }

    /** What a code was good for: the authorization, now a family of tokens, and the first refresh token of it. */
    public record Redeemed(Authorization authorization, Optional<String> nonce, Secret refreshToken) {}

    /**
     * Fails with {@code invalid_grant} for whatever is not a fresh code of this client, shown with all that belongs to it.
     *
     * @param familyLifetime how long the family may go on
     */
    public Future<Redeemed> redeem(TenantContext tenant, Actor by, CodeProof proof, Duration familyLifetime) {
        if (!OpaqueToken.AUTHORIZATION_CODE.looksLike(proof.code())) {
            return Future.failedFuture(refused());
        }
        var hash = OpaqueToken.hash(proof.code());
        // Using up and beginning are one transaction: a replay that has waited for the code's row finds the family
        // there.
        // A code that does not fit is no failure of the transaction, or it would not stay used up.
        return feed.revoking(
                        tenant,
                        revoking -> rows.useUp(revoking.sql(), hash)
                                .compose(found -> found.isPresent()
                                        ? begin(revoking.sql(), tenant, by, found.get(), proof, familyLifetime)
                                        : killIfReplayed(revoking, tenant, by, hash, proof)
                                                .map(Optional.<Redeemed>empty())))
                .map(redeemed -> redeemed.orElseThrow(Codes::refused));
    }

    private Future<Optional<Redeemed>> begin(
            Sql sql, TenantContext tenant, Actor by, CodeRequest request, CodeProof proof, Duration familyLifetime) {
        var begun = Optional.of(request).filter(proof::fits).map(fitting -> {
            var first = refreshTokens.begin(sql, fitting.authorization(), familyLifetime);
            return new Redeemed(fitting.authorization(), fitting.nonce(), first);
        });
        return tell(sql, tenant, by, request, begun.isPresent()).map(begun);
    }

    private Future<Void> tell(Sql sql, TenantContext tenant, Actor by, CodeRequest request, boolean right) {
        var authorization = request.authorization();
        return trail.write(
                sql,
                tenant,
                by.asPerson(
                        authorization.person().value(),
                        Optional.of(authorization.client().value())),
                Happening.of(right ? "code.exchanged" : "code.refused", authorization.family()));
    }

    /** Only for the client whose code it was: a stranger who has seen a code shall not end what came of it. */
    private Future<Void> killIfReplayed(
            Revoking revoking, TenantContext tenant, Actor by, byte[] hash, CodeProof proof) {
        return rows.used(revoking.sql(), hash)
                .compose(used -> used.filter(code -> code.client().equals(proof.client()))
                        .map(code -> families.revoke(revoking, code.family())
                                .compose(ended -> ended
                                        ? trail.write(
                                                revoking.sql(),
                                                tenant,
                                                by,
                                                Happening.of("token.revoked", code.family())
                                                        .with("because", "the code was shown again"))
                                        : Future.<Void>succeededFuture()))
                        .orElseGet(Future::succeededFuture));
    }

    private static OAuthException refused() {
        return new OAuthException(
                OAuthError.INVALID_GRANT, "The code is not valid, used or expired, or was not given for this request");
    }
}

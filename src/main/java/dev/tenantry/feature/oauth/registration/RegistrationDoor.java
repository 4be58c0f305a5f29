package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who may register a client without being signed in: the tenant's policy and its initial access tokens. */
public final class RegistrationDoor {
    private final ControlDatabase database;
    private final Trail trail;
    private final RegistrationRepository rows = new RegistrationRepository();

    public RegistrationDoor(ControlDatabase database, Trail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** A new token and what is known of it; the token is shown this once. */
    record Issued(Secret token, InitialToken known) {}

    Future<RegistrationPolicy> policy(TenantContext tenant) {
        return rows.policy(database.of(tenant)).map(found -> found.orElse(RegistrationPolicy.DEFAULT));
    }

    Future<Void> decide(TenantContext tenant, Actor by, RegistrationPolicy policy) {
        return database.of(tenant)
                .transaction(sql -> rows.policy(sql)
                        .map(found -> found.orElse(RegistrationPolicy.DEFAULT))
                        // What was given out lets in by the policy of its time: it is no key to more than that.
                        .compose(before ->
                                policy.allowsNoMoreThan(before) ? Future.succeededFuture(0) : rows.deleteTokens(sql))
                        .compose(ended -> rows.decide(sql, policy))
                        .compose(decided -> trail.write(
                                sql,
                                tenant,
                                by,
                                Happening.of("registration_policy.decided", "")
                                        .with("registration", policy.door().wire())
                                        .with("scope", Scope.format(policy.scopes()))
                                        .with(
                                                "grant_types",
                                                new JsonArray(policy.grantTypes().stream()
                                                        .sorted()
                                                        .map(GrantType::wire)
                                                        .toList()))
                                        .with("require_pkce", policy.requirePkce()))));
    }

    Future<Issued> issue(TenantContext tenant, Actor by, String note, int uses, Duration lifetime) {
        var token = OpaqueToken.INITIAL_ACCESS_TOKEN.mint();
        var hash = OpaqueToken.hash(token.reveal());
        return database.of(tenant)
                .transaction(sql -> rows.issue(sql, UuidV7.next(), hash, note, uses, lifetime)
                        .compose(known -> trail.write(
                                        sql,
                                        tenant,
                                        by,
                                        Happening.of("registration_token.issued", known.id())
                                                .with("note", note)
                                                .with("uses", uses))
                                .map(known)))
                .map(known -> new Issued(token, known));
    }

    /** Those that have not expired, the newest first. */
    Future<List<InitialToken>> tokens(TenantContext tenant, Page.Wanted wanted) {
        return rows.page(database.of(tenant), wanted.before(), wanted.fetch());
    }

    /** Whether there was such a token. */
    Future<Boolean> withdraw(TenantContext tenant, Actor by, UUID id) {
        return database.of(tenant)
                .transaction(sql -> rows.withdraw(sql, id)
                        .compose(deleted -> deleted == 1
                                ? trail.write(sql, tenant, by, Happening.of("registration_token.withdrawn", id))
                                        .map(true)
                                : Future.succeededFuture(false)));
    }

    /** What the one who shows that token, or none, may ask for; fails with 401. Uses nothing up. */
    Future<RegistrationPolicy> admit(TenantContext tenant, Optional<String> token) {
        return policy(tenant).compose(policy -> switch (policy.door()) {
            case CLOSED ->
                Future.failedFuture(new AppException(
                        ErrorCode.UNAUTHENTICATED, "Clients of this tenant are registered by its owners and admins"));
            case INITIAL_TOKEN ->
                token.map(shown -> live(tenant, shown))
                        .orElseGet(() -> Future.failedFuture(new AppException(
                                ErrorCode.UNAUTHENTICATED, "This registration needs an initial access token")))
                        .map(policy);
            // A token that is shown for nothing is no reason to look away from its being wrong.
            case OPEN ->
                token.map(shown -> live(tenant, shown))
                        .orElseGet(Future::succeededFuture)
                        .map(policy);
        });
    }

    /** Takes one use off the token, in the transaction that registers the client; fails with 401 when none is left. */
    Future<Void> use(Sql sql, Optional<String> token) {
        return token.map(shown -> rows.use(sql, OpaqueToken.hash(shown)).compose(used -> right(used == 1)))
                .orElseGet(Future::succeededFuture);
    }

    private Future<Void> live(TenantContext tenant, String token) {
        return rows.isLive(database.of(tenant), OpaqueToken.hash(token)).compose(RegistrationDoor::right);
    }

    private static Future<Void> right(boolean live) {
        return live
                ? Future.succeededFuture()
                : Future.failedFuture(new AppException(
                        ErrorCode.INVALID_TOKEN, "The initial access token is not valid, used up or expired"));
    }
}

package dev.tenantry.feature.oauth.consent;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.feature.oauth.token.SignOut;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** What people have allowed the applications of others, until they take it back. */
public final class Consents {
    private final ControlDatabase database;
    private final RevocationFeed feed;
    private final SignOut signOut;
    private final Trail trail;
    private final ConsentRepository rows = new ConsentRepository();

    public Consents(ControlDatabase database, RevocationFeed feed, SignOut signOut, Trail trail) {
        this.database = database;
        this.feed = feed;
        this.signOut = signOut;
        this.trail = trail;
    }

    /** What one person has allowed one client. */
    record Consent(ClientId client, String clientName, Set<Scope> scopes, Instant grantedAt) {}

    /** Whether the person has allowed the client all of that. */
    public Future<Boolean> covers(TenantContext tenant, PersonId person, Client client, Set<Scope> scopes) {
        return rows.scopes(database.of(tenant), person, client.id())
                .map(allowed ->
                        allowed.filter(known -> known.containsAll(scopes)).isPresent());
    }

    /** Adds to what the person has allowed the client before. */
    public Future<Void> remember(TenantContext tenant, Actor by, PersonId person, Client client, Set<Scope> scopes) {
        return database.of(tenant)
                .transaction(sql -> rows.scopes(sql, person, client.id()).compose(before -> {
                    var all = EnumSet.noneOf(Scope.class);
                    all.addAll(scopes);
                    before.ifPresent(all::addAll);
                    return rows.save(sql, person, client, all)
                            .compose(saved -> trail.write(
                                    sql,
                                    tenant,
                                    by,
                                    Happening.of("consent.given", client.id().value())
                                            .with("scope", Scope.format(all))));
                }));
    }

    Future<Page<Consent>> page(TenantContext tenant, PersonId person, Page.Wanted wanted) {
        return rows.page(database.of(tenant), person, wanted.before(), wanted.fetch())
                .map(found -> Page.of(found, wanted, consent -> consent.client().value()));
    }

    /**
     * Takes back what the person has allowed the client: its tokens for that person are worth nothing on every node within
     * a second. Fails with {@code NOT_FOUND} when there is nothing to take back.
     */
    Future<Void> withdraw(TenantContext tenant, Actor by, PersonId person, ClientId client) {
        return feed.revoking(
                tenant,
                revoking -> rows.delete(revoking.sql(), person, client)
                        .compose(there -> there
                                ? signOut.ofClient(revoking, tenant, person, client)
                                        .compose(ended -> trail.write(
                                                revoking.sql(),
                                                tenant,
                                                by,
                                                Happening.of("consent.withdrawn", client.value())))
                                : Future.failedFuture(new AppException(ErrorCode.NOT_FOUND))));
    }
}

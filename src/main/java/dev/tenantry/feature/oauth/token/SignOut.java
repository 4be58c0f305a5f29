package dev.tenantry.feature.oauth.token;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.identity.Sessions;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.revocation.Revoking;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Signing out of a browser session, and of everything that came from it: all its tokens are worth nothing on every node
 * within a second. What was given {@code offline_access} is meant to outlive it and does.
 */
public final class SignOut {
    private final ControlDatabase database;
    private final Sessions sessions;
    private final RevocationFeed feed;
    private final Trail trail;
    private final TokenFamilyRepository families = new TokenFamilyRepository();
    private final CodeRepository codes = new CodeRepository();

    public SignOut(ControlDatabase database, Sessions sessions, RevocationFeed feed, Trail trail) {
        this.database = database;
        this.sessions = sessions;
        this.feed = feed;
        this.trail = trail;
    }

    /** Does nothing when there is no such session. */
    public Future<Void> of(TenantContext tenant, Actor by, String cookie) {
        return feed.revoking(
                tenant,
                revoking -> sessions.close(revoking.sql(), cookie)
                        .compose(closed -> closed.map(session -> endFamilies(revoking.sql(), tenant, session.id())
                                        .compose(ended -> trail.write(
                                                revoking.sql(),
                                                tenant,
                                                by.asPerson(session.person().value(), Optional.empty()),
                                                Happening.of("session.closed", session.id())
                                                        .with("tokens", ended))))
                                .orElseGet(Future::succeededFuture)));
    }

    /** What came of a session that is over already, or is another browser's. */
    public Future<Void> ofSession(TenantContext tenant, Actor by, UUID session) {
        return feed.revoking(
                tenant,
                revoking -> endFamilies(revoking.sql(), tenant, session)
                        .compose(ended -> ended == 0
                                ? Future.succeededFuture()
                                : trail.write(
                                        revoking.sql(),
                                        tenant,
                                        by,
                                        Happening.of("session.closed", session).with("tokens", ended))));
    }

    /** One session of a person's own, inside the caller's transaction; whether they had it. */
    public Future<Boolean> ofOwn(Sql sql, TenantContext tenant, PersonId person, UUID session) {
        return sessions.close(sql, person, session)
                .compose(
                        closed -> closed ? endFamilies(sql, tenant, session).map(true) : Future.succeededFuture(false));
    }

    /** All of a person's own but one, inside the caller's transaction; how many there were. */
    public Future<Integer> ofOthers(Sql sql, TenantContext tenant, PersonId person, Optional<UUID> kept) {
        return sessions.closeOthers(sql, person, kept).compose(closed -> {
            var ending = Future.succeededFuture(0);
            for (var session : closed) {
                ending = ending.compose(done -> endFamilies(sql, tenant, session));
            }
            return ending.map(closed.size());
        });
    }

    /** The browser session that a family of tokens was begun in; empty when it was begun without one. */
    public Future<Optional<UUID>> sessionOf(TenantContext tenant, UUID family) {
        return families.find(database.of(tenant), family)
                .map(found -> found.flatMap(stored -> stored.authorization().session()));
    }

    /** Ends all that one client has been given for one person, in a transaction that takes it away; codes too. */
    public Future<Void> ofClient(Revoking revoking, TenantContext tenant, PersonId person, ClientId client) {
        return codes.useUpOfClient(revoking.sql(), person, client)
                .compose(used -> families.revokeOfClient(revoking.sql(), person, client))
                .compose(ended -> tell(revoking.sql(), tenant, ended));
    }

    /** How many there were. */
    private Future<Integer> endFamilies(Sql sql, TenantContext tenant, UUID session) {
        // Codes first: one that is being redeemed has its family by the time its row is free.
        return codes.useUpOfSession(sql, session)
                .compose(used -> families.revokeOfSession(sql, session))
                .compose(ended -> tell(sql, tenant, ended).map(ended.size()));
    }

    private Future<Void> tell(Sql sql, TenantContext tenant, List<UUID> ended) {
        return Future.all(ended.stream()
                        .map(family -> feed.tell(sql, tenant, Revoked.Kind.FAMILY, family))
                        .toList())
                .mapEmpty();
    }
}

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
    private final Sessions sessions;
    private final RevocationFeed feed;
    private final Trail trail;
    private final TokenFamilyRepository families = new TokenFamilyRepository();
    private final CodeRepository codes = new CodeRepository();

    public SignOut(Sessions sessions, RevocationFeed feed, Trail trail) {
        this.sessions = sessions;
        this.feed = feed;
        this.trail = trail;
    }

    /** Does nothing when there is no such session. */
    public Future<Void> of(TenantContext tenant, Actor by, String cookie) {
        return feed.revoking(
                tenant,
                revoking -> sessions.close(revoking.sql(), cookie)
                        .compose(closed -> closed.map(session -> endFamilies(revoking, session.id())
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
                revoking -> endFamilies(revoking, session)
                        .compose(ended -> ended == 0
                                ? Future.succeededFuture()
                                : trail.write(
                                        revoking.sql(),
                                        tenant,
                                        by,
                                        Happening.of("session.closed", session).with("tokens", ended))));
    }

    /** Ends all that one client has been given for one person, in a transaction that takes it away; codes too. */
    public Future<Void> ofClient(Revoking revoking, PersonId person, ClientId client) {
        return codes.useUpOfClient(revoking.sql(), person, client)
                .compose(used -> families.revokeOfClient(revoking.sql(), person, client))
                .compose(ended -> tell(revoking, ended));
    }

    /** How many there were. */
    private Future<Integer> endFamilies(Revoking revoking, UUID session) {
        // Codes first: one that is being redeemed has its family by the time its row is free.
        return codes.useUpOfSession(revoking.sql(), session)
                .compose(used -> families.revokeOfSession(revoking.sql(), session))
                .compose(ended -> tell(revoking, ended).map(ended.size()));
    }

    private static Future<Void> tell(Revoking revoking, List<UUID> ended) {
        return Future.all(ended.stream()
                        .map(family -> revoking.tell(Revoked.Kind.FAMILY, family))
                        .toList())
                .mapEmpty();
    }
}

package dev.tenantry.feature.identity;

import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Browser sessions: one person in one tenant, until they sign out or {@link #LIFETIME} is over. */
public final class Sessions {
    public static final Duration LIFETIME = Duration.ofHours(12);
    private final ControlDatabase database;
    private final Trail trail;
    private final SessionRepository rows = new SessionRepository();

    public Sessions(ControlDatabase database, Trail trail) {
        this.database = database;
        this.trail = trail;
    }

    /** A session and the value for its cookie, which is not kept. */
    public record Opened(Session session, Secret cookie) {}

    /**
     * A new session of somebody who has just shown who they are.
     *
     * @param by the person, by this request
     * @param before the cookie the browser came with: it is worth nothing afterwards, so that none outlives a sign-in. Of
     *     the same person the session goes on under its id, for signing out of it to end what it began before
     */
    public Future<Opened> open(
            TenantContext tenant, Actor by, PersonId person, long standing, Optional<String> before, SeenFrom from) {
        var cookie = OpaqueToken.BROWSER_SESSION.mint();
        return database.of(tenant)
                .transaction(sql -> before.map(old -> close(sql, old))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                        .map(closed -> closed.filter(old -> old.person().equals(person))
                                .map(Session::id)
                                .orElseGet(UuidV7::next))
                        .compose(id -> rows.insert(
                                sql, OpaqueToken.hash(cookie.reveal()), id, person, standing, from, LIFETIME))
                        .compose(session -> trail.write(sql, tenant, by, Happening.of("session.opened", session.id()))
                                .map(session)))
                .map(session -> new Opened(session, cookie));
    }

    public Future<Optional<Session>> find(TenantContext tenant, String cookie) {
        return OpaqueToken.BROWSER_SESSION.looksLike(cookie)
                ? rows.live(database.of(tenant), OpaqueToken.hash(cookie))
                : Future.succeededFuture(Optional.empty());
    }

    /** Whether the session of that id is there, and will be until the caller's transaction has ended. */
    public Future<Boolean> hold(Sql sql, UUID session) {
        return rows.hold(sql, session);
    }

    /** A person's own, from the newest on, those whose ids sort before the given one. */
    public Future<List<OpenSession>> page(Sql sql, PersonId person, long standing, UUID before, int most) {
        return rows.page(sql, person, standing, before, most);
    }

    /** Ends one of the person's sessions inside the caller's transaction; whether there was one of that id. */
    public Future<Boolean> close(Sql sql, PersonId person, UUID session) {
        return rows.delete(sql, person, session);
    }

    /** Ends all of the person's sessions but one inside the caller's transaction; the ids of those that were ended. */
    public Future<List<UUID>> closeOthers(Sql sql, PersonId person, Optional<UUID> kept) {
        return rows.deleteOthers(sql, person, kept);
    }

    /** Ends the session inside the caller's transaction; it is returned if there was one. */
    public Future<Optional<Session>> close(Sql sql, String cookie) {
        return OpaqueToken.BROWSER_SESSION.looksLike(cookie)
                ? rows.delete(sql, OpaqueToken.hash(cookie))
                : Future.succeededFuture(Optional.empty());
    }
}

package dev.tenantry.feature.identity;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Browser sessions: one person in one tenant, until they sign out or {@link #LIFETIME} is over. */
public final class Sessions {
    public static final Duration LIFETIME = Duration.ofHours(12);
    private final ControlDatabase database;
    private final SessionRepository rows = new SessionRepository();

    public Sessions(ControlDatabase database) {
        this.database = database;
    }

    /** The value for the cookie; it is not kept. */
    public Future<Secret> open(TenantContext tenant, PersonId person) {
        var session = OpaqueToken.BROWSER_SESSION.mint();
        return rows.insert(
                        database.of(tenant),
                        OpaqueToken.hash(session.reveal()),
                        person,
                        Instant.now().plus(LIFETIME))
                .map(session);
    }

    public Future<Optional<PersonId>> find(TenantContext tenant, String session) {
        return OpaqueToken.BROWSER_SESSION.looksLike(session)
                ? rows.live(database.of(tenant), OpaqueToken.hash(session))
                : Future.succeededFuture(Optional.empty());
    }

    /** Whether there was one to end. */
    public Future<Boolean> close(TenantContext tenant, String session) {
        return rows.delete(database.of(tenant), OpaqueToken.hash(session)).map(deleted -> deleted > 0);
    }
}

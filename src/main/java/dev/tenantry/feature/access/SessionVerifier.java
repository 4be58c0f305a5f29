package dev.tenantry.feature.access;

import dev.tenantry.feature.identity.Session;
import dev.tenantry.feature.identity.Sessions;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.security.TokenVerifier;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.Optional;

/** Turns a browser session's cookie into its member, who acts with every scope: the browser is no third party. */
public final class SessionVerifier implements TokenVerifier {
    private final Sessions sessions;
    private final Members members;

    public SessionVerifier(Sessions sessions, Members members) {
        this.sessions = sessions;
        this.members = members;
    }

    @Override
    public Future<Principal> verify(TenantContext tenant, String session) {
        return find(tenant, session)
                .map(found -> found.orElseThrow(() -> new AppException(ErrorCode.UNAUTHENTICATED))
                        .member()
                        .asking(EnumSet.allOf(Scope.class)));
    }

    /** A live session and whose it is. */
    public record SignedIn(Session session, Member member) {}

    /** The session of that cookie; empty when it is over, also because its member's standing has risen or is gone. */
    public Future<Optional<SignedIn>> find(TenantContext tenant, String cookie) {
        return sessions.find(tenant, cookie)
                .compose(session -> session.map(live -> members.find(tenant, live.person())
                                .map(member -> member.filter(known -> known.standing() == live.standing())
                                        .map(known -> new SignedIn(live, known))))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }
}

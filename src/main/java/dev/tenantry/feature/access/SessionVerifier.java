package dev.tenantry.feature.access;

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
        return sessions.find(tenant, session)
                .compose(person -> person.map(known -> members.find(tenant, known))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())))
                .map(member -> member.orElseThrow(() -> new AppException(ErrorCode.UNAUTHENTICATED))
                        .asking(EnumSet.allOf(Scope.class)));
    }
}

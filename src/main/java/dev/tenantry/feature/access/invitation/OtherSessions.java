package dev.tenantry.feature.access.invitation;

import dev.tenantry.feature.access.SessionVerifier;
import dev.tenantry.feature.access.SessionVerifier.SignedIn;
import dev.tenantry.feature.access.invitation.AcceptPages.SignedInElsewhere;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.SessionCookie;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantLookup;
import dev.tenantry.platform.tenancy.TenantSlug;
import dev.tenantry.platform.tenancy.TenantStatus;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Whom a browser is signed in as, in other tenants than the one a page is about. */
public final class OtherSessions {
    private static final int MOST = 8;
    private final TenantLookup tenants;
    private final SessionVerifier verifier;
    private final SessionCookie cookie;

    public OtherSessions(TenantLookup tenants, SessionVerifier verifier, SessionCookie cookie) {
        this.tenants = tenants;
        this.verifier = verifier;
        this.cookie = cookie;
    }

    Future<List<SignedInElsewhere>> of(Call<?> call) {
        var looking = call.sessions(cookie).entrySet().stream()
                .filter(entry -> !entry.getKey().equals(call.tenant().slug()))
                .limit(MOST)
                .map(entry -> find(entry.getKey(), entry.getValue()))
                .toList();
        return Future.all(looking)
                .map(all -> looking.stream()
                        .flatMap(found -> found.result().stream())
                        .toList());
    }

    private Future<Optional<SignedInElsewhere>> find(TenantSlug slug, String session) {
        return tenants.bySlug(slug)
                .map(found -> found.filter(tenant -> tenant.status() == TenantStatus.ACTIVE))
                .compose(tenant -> tenant.map(known -> find(known, session))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    private Future<Optional<SignedInElsewhere>> find(TenantContext tenant, String session) {
        return verifier.find(tenant, session)
                .map(found -> found.filter(by -> by.member().authority().holds(AcceptRoutes.JOIN))
                        .map(by -> new SignedInElsewhere(
                                tenant.slug().value(), by.member().username(), proof(session))));
    }

    /** Who has pressed the button of a page that was shown to their own session. */
    Future<SignedIn> proved(Call<AcceptForm> call) {
        var session = call.session(cookie).filter(value -> isProof(call.body().proof(), value));
        if (!call.fromOwnPage() || session.isEmpty()) {
            return Future.failedFuture(new AppException(ErrorCode.FOREIGN_ORIGIN));
        }
        return verifier.find(call.tenant(), session.get())
                .map(found -> found.filter(by -> by.member().authority().holds(AcceptRoutes.JOIN))
                        .orElseThrow(
                                () -> new AppException(ErrorCode.UNAUTHENTICATED, "You are not signed in any more")));
    }

    /** Only a page of ours that was shown to the browser with this cookie can hold it. */
    private static String proof(String session) {
        return HexFormat.of().formatHex(OpaqueToken.hash("join " + session));
    }

    private static boolean isProof(String told, String session) {
        return MessageDigest.isEqual(
                told.getBytes(StandardCharsets.UTF_8), proof(session).getBytes(StandardCharsets.UTF_8));
    }
}

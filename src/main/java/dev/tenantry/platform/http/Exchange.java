package dev.tenantry.platform.http;

import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.tenancy.TenantContext;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What becomes known of a request on its way down the pipeline; kept for its log line. */
final class Exchange {
    static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private final String requestId;
    private @Nullable TenantContext tenant;
    private @Nullable Principal principal;

    /** A caller's own id is kept when it is harmless, so that a trail can be followed through several services. */
    Exchange(@Nullable String givenId) {
        requestId = givenId != null && ACCEPTED.matcher(givenId).matches()
                ? givenId
                : UUID.randomUUID().toString();
    }

    String requestId() {
        return requestId;
    }

    TenantContext of(TenantContext found) {
        tenant = found;
        return found;
    }

    Principal by(Principal found) {
        principal = found;
        return found;
    }

    @Nullable
    TenantContext tenant() {
        return tenant;
    }

    @Nullable
    Principal principal() {
        return principal;
    }

    @Nullable
    String tenantSlug() {
        return tenant == null ? null : tenant.slug().value();
    }

    @Nullable
    String principalId() {
        return principal == null ? null : principal.id().toString();
    }
}

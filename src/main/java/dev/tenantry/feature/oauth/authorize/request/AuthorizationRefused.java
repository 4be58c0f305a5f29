package dev.tenantry.feature.oauth.authorize.request;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;

/** A request that its client is told of, at an address that is known to be its own. */
public final class AuthorizationRefused extends AppException {
    private static final long serialVersionUID = 1;
    private final AuthorizeError error;

    public AuthorizationRefused(AuthorizeError error, String description) {
        super(ErrorCode.INVALID_INPUT, description);
        this.error = error;
    }

    public AuthorizeError error() {
        return error;
    }
}

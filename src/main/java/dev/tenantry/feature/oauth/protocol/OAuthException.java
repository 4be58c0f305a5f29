package dev.tenantry.feature.oauth.protocol;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;

/** A failure with one of the error codes of the OAuth RFCs. */
public final class OAuthException extends AppException {
    private static final long serialVersionUID = 1;
    private final OAuthError error;

    public OAuthException(OAuthError error, String description) {
        super(error.status() == 401 ? ErrorCode.INVALID_CREDENTIALS : ErrorCode.INVALID_INPUT, description);
        this.error = error;
    }

    public OAuthError error() {
        return error;
    }
}

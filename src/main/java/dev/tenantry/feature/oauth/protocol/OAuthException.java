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

    /** {@code invalid_grant}, known inside as what it is: a secret that people can guess. */
    public static OAuthException wrongPassword() {
        return new OAuthException(
                OAuthError.INVALID_GRANT, ErrorCode.INVALID_CREDENTIALS, "The username or the password is wrong");
    }

    private OAuthException(OAuthError error, ErrorCode code, String description) {
        super(code, description);
        this.error = error;
    }

    public OAuthError error() {
        return error;
    }
}

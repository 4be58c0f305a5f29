package dev.tenantry.feature.oauth.authorize.request;

import java.util.Locale;

/** What a client is told of a request that came to nothing (RFC 6749, section 4.1.2.1; OpenID Connect Core, 3.1.2.6). */
public enum AuthorizeError {
    INVALID_REQUEST,
    UNAUTHORIZED_CLIENT,
    ACCESS_DENIED,
    UNSUPPORTED_RESPONSE_TYPE,
    INVALID_SCOPE,
    LOGIN_REQUIRED,
    CONSENT_REQUIRED,
    INTERACTION_REQUIRED,
    UNMET_AUTHENTICATION_REQUIREMENTS,
    REQUEST_NOT_SUPPORTED,
    REQUEST_URI_NOT_SUPPORTED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

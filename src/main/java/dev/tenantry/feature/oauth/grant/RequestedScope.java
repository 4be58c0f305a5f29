package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.security.Scope;
import java.util.Set;

/** The parameter {@code scope} (RFC 6749, section 3.3): part of what may be given, or all of it when nothing is said. */
final class RequestedScope {

    private RequestedScope() {}

    static Set<Scope> of(Form form, Set<Scope> allowed) {
        return form.get("scope")
                .map(text -> Scope.parse(text)
                        .filter(allowed::containsAll)
                        .orElseThrow(() -> new OAuthException(
                                OAuthError.INVALID_SCOPE, "A scope is unknown or more than what may be given")))
                .orElse(allowed);
    }
}

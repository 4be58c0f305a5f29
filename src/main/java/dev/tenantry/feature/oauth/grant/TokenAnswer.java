package dev.tenantry.feature.oauth.grant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The answer of the token endpoint (RFC 6749, section 5.1; OpenID Connect Core, section 3.1.3.3). */
public record TokenAnswer(
        Secret accessToken,
        Duration expiresIn,
        Optional<Secret> refreshToken,
        Optional<Secret> idToken,
        Set<Scope> scopes) {

    Wire wire() {
        return new Wire(
                accessToken.reveal(),
                "Bearer",
                expiresIn.toSeconds(),
                refreshToken.map(Secret::reveal).orElse(null),
                idToken.map(Secret::reveal).orElse(null),
                Scope.format(scopes));
    }

    record Wire(
            String accessToken,
            String tokenType,
            long expiresIn,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String refreshToken,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String idToken,

            String scope) {}
}

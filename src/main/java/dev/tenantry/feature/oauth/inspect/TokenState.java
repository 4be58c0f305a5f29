package dev.tenantry.feature.oauth.inspect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a token is worth (RFC 7662, section 2.2). Of one that is worth nothing, nothing else is told. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenState(
        boolean active,
        @Nullable String tokenType,
        @Nullable String scope,
        @Nullable String clientId,
        @Nullable String username,
        @Nullable String sub,
        @Nullable String iss,
        @Nullable List<String> aud,
        @Nullable String jti,
        @Nullable Long iat,
        @Nullable Long exp) {

    static final TokenState INACTIVE =
            new TokenState(false, null, null, null, null, null, null, null, null, null, null);
}

package dev.tenantry.feature.oauth.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.nimbusds.jose.JOSEObjectType;
import dev.tenantry.feature.oauth.key.KeyRing;
import dev.tenantry.feature.oauth.key.SigningAlgorithm;
import dev.tenantry.feature.oauth.key.TokenType;
import dev.tenantry.feature.oauth.protocol.Issuers;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.http.body.Json;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.tenancy.TenantContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues access tokens as JWTs of RFC 9068: type {@code at+jwt}, ES256, issuer and audience the tenant's own, and the
 * tenant's id in the claim {@code tenant}. No permission stands in a token; it says who and what for.
 */
public final class AccessTokens {
    static final JOSEObjectType TYPE = new JOSEObjectType(TokenType.ACCESS.wire());
    static final String TENANT = "tenant";
    static final String CLIENT = "client_id";
    static final String SCOPE = "scope";
    static final String KIND = "kind";
    static final String FAMILY = "family";
    static final String STANDING = "standing";
    private final KeyRing keys;
    private final Issuers issuers;
    private final Clock clock;

    public AccessTokens(KeyRing keys, Issuers issuers, Clock clock) {
        this.keys = keys;
        this.issuers = issuers;
        this.clock = clock;
    }

    public Secret issue(TenantContext tenant, Subject subject, Duration lifetime) {
        var now = clock.instant().getEpochSecond();
        var issuer = issuers.of(tenant);
        var claims = new Claims(
                issuer,
                issuer,
                subject.id().toString(),
                subject.client().wire(),
                tenant.id().toString(),
                subject.kind().name().toLowerCase(Locale.ROOT),
                subject.family().map(UUID::toString).orElse(null),
                subject.standing(),
                Scope.format(subject.scopes()),
                UUID.randomUUID().toString(),
                now,
                now + lifetime.toSeconds());
        return keys.sign(
                SigningAlgorithm.ES256, TokenType.ACCESS, Json.write(claims).getBytes());
    }

    /** As they stand in the token, by the names above. */
    private record Claims(
            String iss,
            String aud,
            String sub,
            String clientId,
            String tenant,
            String kind,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String family,

            long standing,
            String scope,
            String jti,
            long iat,
            long exp) {}
}

package dev.tenantry.feature.oauth.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.tenantry.feature.oauth.key.KeyRing;
import dev.tenantry.feature.oauth.key.SigningAlgorithm;
import dev.tenantry.feature.oauth.protocol.Issuers;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.tenancy.TenantContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;

/**
 * Issues access tokens as JWTs of RFC 9068: type {@code at+jwt}, ES256, issuer and audience the tenant's own, and the
 * tenant's id in the claim {@code tenant}. No permission stands in a token; it says who and what for.
 */
public final class AccessTokens {
    static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
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
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuers.of(tenant))
                .audience(issuers.of(tenant))
                .subject(subject.id().toString())
                .claim(CLIENT, subject.client().wire())
                .claim(TENANT, tenant.id().toString())
                .claim(KIND, subject.kind().name().toLowerCase(Locale.ROOT))
                .claim(FAMILY, subject.family().map(UUID::toString).orElse(null))
                .claim(STANDING, subject.standing())
                .claim(SCOPE, Scope.format(subject.scopes()))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
        return Signatures.sign(keys, SigningAlgorithm.ES256, TYPE, claims);
    }
}

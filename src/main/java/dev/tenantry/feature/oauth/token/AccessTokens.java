package dev.tenantry.feature.oauth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tenantry.feature.oauth.key.KeyRing;
import dev.tenantry.feature.oauth.protocol.Issuers;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.tenancy.TenantContext;
import java.security.Provider;
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
    private final Duration lifetime;
    private final Clock clock;
    private final Provider provider = Signatures.es256();

    public AccessTokens(KeyRing keys, Issuers issuers, Duration lifetime, Clock clock) {
        this.keys = keys;
        this.issuers = issuers;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    public Duration lifetime() {
        return lifetime;
    }

    public Secret issue(TenantContext tenant, Subject subject) {
        var now = clock.instant();
        var key = keys.signing();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
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
        try {
            var signer = new ECDSASigner(key);
            signer.getJCAContext().setProvider(provider);
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return new Secret(token.serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException("A key of the ring cannot sign", e);
        }
    }
}

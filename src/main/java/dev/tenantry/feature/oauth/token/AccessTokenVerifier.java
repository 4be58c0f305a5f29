package dev.tenantry.feature.oauth.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.key.KeyRing;
import dev.tenantry.feature.oauth.key.Signatures;
import dev.tenantry.feature.oauth.key.SigningAlgorithm;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.feature.oauth.protocol.Issuers;
import dev.tenantry.platform.cache.Room;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.security.Authority;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.security.TokenVerifier;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens: the form once, and then on every request what can change: its time, its tenant, its key, what
 * has been revoked, and its member. A verified form is remembered by the SHA-256 of the whole token, so that nothing but the
 * very same bytes profits from it: that is a twentieth of the token.
 */
public final class AccessTokenVerifier implements TokenVerifier {
    private static final int LONGEST = 4_096;
    private final KeyRing keys;
    private final Issuers issuers;
    private final Members members;
    private final RevocationFeed feed;
    private final Clock clock;
    private final Provider provider = Signatures.es256();
    private final Cache<Digest, Claims> verified = Caffeine.newBuilder()
            .maximumSize(Room.entries())
            .expireAfterWrite(Duration.ofMinutes(15))
            .build();

    /** Of a token, SHA-256. */
    private record Digest(long first, long second, long third, long fourth) {
        static Digest of(String token) {
            var bytes = ByteBuffer.wrap(OpaqueToken.hash(token));
            return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
        }
    }

    /**
     * What an access token of ours says, each part of its right type: in few objects, since a server remembers very many.
     *
     * @param issuer its audience as well
     * @param issuedAt in seconds, as the token says it
     */
    private record Claims(
            String keyId, UUID id, String issuer, UUID tenant, Subject subject, long issuedAt, long expiresAt) {

        /** Empty when something is missing or of another type, as in a token of another version. */
        static Optional<Claims> of(String keyId, JWTClaimsSet claims) {
            try {
                var issuer = there(claims.getIssuer());
                if (!claims.getAudience().contains(issuer)) {
                    return Optional.empty();
                }
                return Optional.of(new Claims(
                        keyId,
                        UUID.fromString(there(claims.getJWTID())),
                        issuer,
                        UUID.fromString(there(claims.getStringClaim(AccessTokens.TENANT))),
                        subject(claims),
                        seconds(claims.getIssueTime()),
                        seconds(claims.getExpirationTime())));
            } catch (ParseException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static Subject subject(JWTClaimsSet claims) throws ParseException {
            var kind = Principal.Kind.valueOf(
                    there(claims.getStringClaim(AccessTokens.KIND)).toUpperCase(Locale.ROOT));
            var family = Optional.ofNullable(claims.getStringClaim(AccessTokens.FAMILY))
                    .map(UUID::fromString);
            if (kind == Principal.Kind.PERSON && family.isEmpty()) {
                throw new IllegalArgumentException("A person's token is of a family");
            }
            return new Subject(
                    kind,
                    UUID.fromString(there(claims.getSubject())),
                    ClientId.parse(there(claims.getStringClaim(AccessTokens.CLIENT)))
                            .orElseThrow(() -> new IllegalArgumentException("No client's id")),
                    Scope.parse(there(claims.getStringClaim(AccessTokens.SCOPE)))
                            .orElse(Set.of()),
                    family,
                    there(claims.getLongClaim(AccessTokens.STANDING)));
        }

        private static long seconds(@Nullable Date claim) {
            return there(claim).toInstant().getEpochSecond();
        }

        private static <T> T there(@Nullable T claim) {
            if (claim == null) {
                throw new IllegalArgumentException("A claim is missing");
            }
            return claim;
        }

        /** The ids of what the token is worth nothing without. */
        List<UUID> diesWith() {
            var ids = new ArrayList<>(List.of(id, subject.client().value()));
            subject.family().ifPresent(ids::add);
            return ids;
        }
    }

    public AccessTokenVerifier(KeyRing keys, Issuers issuers, Members members, RevocationFeed feed, Clock clock) {
        this.keys = keys;
        this.issuers = issuers;
        this.members = members;
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public Future<Principal> verify(TenantContext tenant, String token) {
        return live(tenant, token).map(LiveToken::principal);
    }

    /** The same, with all that the token says. */
    public Future<LiveToken> live(TenantContext tenant, String token) {
        if (token.length() > LONGEST) {
            return invalid();
        }
        var shown = Digest.of(token);
        var known = verified.getIfPresent(shown);
        return (known != null ? Future.succeededFuture(known) : form(token, shown))
                .compose(claims -> live(tenant, claims));
    }

    private Future<Claims> form(String token, Digest shown) {
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(token);
        } catch (ParseException | IllegalArgumentException e) {
            return invalid();
        }
        var header = jwt.getHeader();
        // The header chooses nothing: one algorithm, one type, no extension, and a key from our own ring.
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                || !AccessTokens.TYPE.equals(header.getType())
                || header.getCriticalParams() != null
                || header.getKeyID() == null) {
            return invalid();
        }
        return keys.verifying(header.getKeyID(), SigningAlgorithm.ES256)
                .map(key -> key.orElseThrow(() -> new AppException(ErrorCode.INVALID_TOKEN)))
                .map(key -> signed(jwt, key.toECKey()))
                .onSuccess(claims -> verified.put(shown, claims));
    }

    private Claims signed(SignedJWT jwt, ECKey key) {
        try {
            var verifier = new ECDSAVerifier(key);
            verifier.getJCAContext().setProvider(provider);
            if (!jwt.verify(verifier)) {
                throw new AppException(ErrorCode.INVALID_TOKEN);
            }
            return Claims.of(key.getKeyID(), jwt.getJWTClaimsSet())
                    .orElseThrow(() -> new AppException(ErrorCode.INVALID_TOKEN));
        } catch (JOSEException | ParseException e) {
            throw new AppException(ErrorCode.INVALID_TOKEN);
        }
    }

    private Future<LiveToken> live(TenantContext tenant, Claims claims) {
        var good = claims.tenant().equals(tenant.id().value())
                && claims.issuer().equals(issuers.of(tenant))
                && TimeUnit.SECONDS.toMillis(claims.expiresAt()) > clock.millis()
                && keys.stillVerifies(claims.keyId());
        if (!good) {
            return invalid();
        }
        return feed.anyDead(tenant, claims.diesWith())
                .compose(dead -> dead ? invalid() : principal(tenant, claims.subject()))
                .map(principal ->
                        new LiveToken(claims.id(), claims.subject(), principal, claims.issuedAt(), claims.expiresAt()));
    }

    private Future<Principal> principal(TenantContext tenant, Subject subject) {
        if (subject.kind() == Principal.Kind.SERVICE) {
            return Future.succeededFuture(new Principal(
                    subject.kind(),
                    subject.id(),
                    subject.id().toString(),
                    Authority.ofService(subject.scopes()),
                    subject.scopes(),
                    Optional.of(subject.client().value())));
        }
        return members.find(tenant, new PersonId(subject.id()))
                .map(member -> member.filter(known -> known.standing() == subject.standing())
                        .orElseThrow(() -> new AppException(ErrorCode.INVALID_TOKEN))
                        .asking(subject.scopes(), Optional.of(subject.client().value())));
    }

    private static <T> Future<T> invalid() {
        return Future.failedFuture(new AppException(ErrorCode.INVALID_TOKEN));
    }
}

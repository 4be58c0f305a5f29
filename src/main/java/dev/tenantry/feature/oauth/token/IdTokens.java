package dev.tenantry.feature.oauth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.key.KeyRing;
import dev.tenantry.feature.oauth.key.Signatures;
import dev.tenantry.feature.oauth.key.SigningAlgorithm;
import dev.tenantry.feature.oauth.key.TokenType;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.feature.oauth.protocol.Issuers;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * ID tokens (OpenID Connect Core, section 2): who signed in, when, for which client. They open nothing: their type is
 * {@code JWT}, an access token's is {@code at+jwt}.
 */
public final class IdTokens {
    private static final int LONGEST = 8_192;
    private static final String AUTH_TIME = "auth_time";
    private static final String NONCE = "nonce";
    private static final String ACCESS_TOKEN_HASH = "at_hash";
    private static final String SESSION = "sid";
    private final KeyRing keys;
    private final Issuers issuers;
    private final Clock clock;

    public IdTokens(KeyRing keys, Issuers issuers, Clock clock) {
        this.keys = keys;
        this.issuers = issuers;
        this.clock = clock;
    }

    /**
     * What one ID token says, and how.
     *
     * @param accessToken what it comes with, for {@code at_hash}
     * @param about further claims of the person, only those that were asked for
     * @param algorithm {@code RS256} or {@code ES256}
     */
    public record Content(
            Authorization authorization,
            Optional<String> nonce,
            Secret accessToken,
            Map<String, Object> about,
            String algorithm,
            Duration lifetime) {}

    public Secret issue(TenantContext tenant, Content content) {
        var now = clock.instant();
        var authorization = content.authorization();
        var claims = new JWTClaimsSet.Builder();
        content.about().forEach(claims::claim);
        claims.issuer(issuers.of(tenant))
                .subject(authorization.person().value().toString())
                .audience(authorization.client().wire())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(content.lifetime())))
                .claim(AUTH_TIME, authorization.authTime().getEpochSecond())
                .claim(ACCESS_TOKEN_HASH, halfHash(content.accessToken()))
                .claim(NONCE, content.nonce().orElse(null))
                .claim(SESSION, authorization.session().map(UUID::toString).orElse(null));
        return keys.sign(
                SigningAlgorithm.valueOf(content.algorithm()),
                TokenType.ID,
                claims.build().toPayload().toBytes());
    }

    /** Section 3.1.3.6: the left half of the SHA-256 of the access token. */
    private static String halfHash(Secret accessToken) {
        var hash = OpaqueToken.hash(accessToken.reveal());
        return Base64URL.encode(Arrays.copyOf(hash, hash.length / 2)).toString();
    }

    /** What an {@code id_token_hint} says: an ID token of ours that may have expired, and so proves nothing. */
    public record Hint(PersonId person, ClientId client, Optional<UUID> session) {}

    /** Empty for whatever this tenant has not issued, and for what a key has signed that is gone. */
    public Future<Optional<Hint>> hint(TenantContext tenant, String idToken) {
        if (idToken.length() > LONGEST) {
            return Future.succeededFuture(Optional.empty());
        }
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(idToken);
        } catch (ParseException | IllegalArgumentException e) {
            return Future.succeededFuture(Optional.empty());
        }
        var header = jwt.getHeader();
        var algorithm = Arrays.stream(SigningAlgorithm.values())
                .filter(one -> one.jws().equals(header.getAlgorithm()))
                .findFirst();
        // As of an access token: the header chooses nothing but which of our own keys.
        if (algorithm.isEmpty()
                || !JOSEObjectType.JWT.equals(header.getType())
                || header.getCriticalParams() != null
                || header.getKeyID() == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return keys.verifying(header.getKeyID(), algorithm.get())
                .map(found -> found.flatMap(key -> {
                    try {
                        return Signatures.verify(jwt, algorithm.get(), key) ? read(tenant, jwt) : Optional.empty();
                    } catch (JOSEException | ParseException e) {
                        return Optional.empty();
                    }
                }));
    }

    private Optional<Hint> read(TenantContext tenant, SignedJWT jwt) throws ParseException {
        var claims = jwt.getJWTClaimsSet();
        if (!issuers.of(tenant).equals(claims.getIssuer()) || claims.getSubject() == null) {
            return Optional.empty();
        }
        var person = new PersonId(UUID.fromString(claims.getSubject()));
        var session = Optional.ofNullable(claims.getStringClaim(SESSION)).map(UUID::fromString);
        return claims.getAudience().stream()
                .findFirst()
                .flatMap(ClientId::parse)
                .map(client -> new Hint(person, client, session));
    }
}

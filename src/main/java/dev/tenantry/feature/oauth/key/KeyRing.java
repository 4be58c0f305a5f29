package dev.tenantry.feature.oauth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.tenantry.platform.config.OAuthConfig;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The keys that sign tokens. A new one is published first and signs a little later; retired ones stay to verify until no
 * token they signed can be alive. The ring lives in the database, for all nodes; {@link #reload} brings this node up to
 * date.
 */
public final class KeyRing {
    /** How long what {@link #publicKeys} says may be kept by whoever reads it. */
    public static final Duration PUBLIC_KEYS_MAX_AGE = Duration.ofSeconds(30);

    /** A new key is shown before it signs, for longer than any node or client goes without looking. */
    private static final Duration PUBLISHED_BEFORE_SIGNING = PUBLIC_KEYS_MAX_AGE.plusSeconds(10);

    private static final Duration MARGIN = Duration.ofMinutes(5);
    private final ControlDatabase database;
    private final SigningKeyRepository rows = new SigningKeyRepository();
    private final KeyWrap wrap;
    private final OAuthConfig config;
    private final Clock clock;
    private volatile List<SigningKey> ring = List.of();
    private volatile Instant askedAt = Instant.EPOCH;

    public KeyRing(ControlDatabase database, Secret jwtSecretKey, OAuthConfig config, Clock clock) {
        this.database = database;
        this.wrap = new KeyWrap(jwtSecretKey);
        this.config = config;
        this.clock = clock;
    }

    /** Loads the ring and makes sure that it has a young enough key to sign with. */
    public Future<Void> ready() {
        return rotate(clock.instant().minus(config.keyLifetime()));
    }

    /** A new key takes over, whatever the age of the old one. */
    public Future<Void> rotate() {
        return rotate(clock.instant().plus(MARGIN));
    }

    private Future<Void> rotate(Instant createdBefore) {
        var now = clock.instant();
        var overlap = now.plus(config.accessTokenLifetime()).plus(MARGIN);
        return database.acrossTenants()
                .transaction(
                        sql -> rows.retire(sql, now, overlap, createdBefore).compose(retired -> insert(sql, now)))
                .compose(done -> reload());
    }

    private Future<Integer> insert(Sql sql, Instant now) {
        var key = generate();
        var id = key.getKeyID();
        return rows.insert(sql, id, wrap.wrap(id, key.toJSONString()), now);
    }

    /** Reads the ring as it is now. */
    public Future<Void> reload() {
        return rows.ring(database.acrossTenants())
                .map(stored -> stored.stream().map(this::unwrapped).toList())
                .onSuccess(keys -> ring = keys)
                .mapEmpty();
    }

    /** The key that signs: the newest one, unless it is so young that not everybody can have seen it yet. */
    public ECKey signing() {
        var seenSince = clock.instant().minus(PUBLISHED_BEFORE_SIGNING);
        var keys = ring;
        return keys.stream()
                .filter(key -> key.createdAt().isBefore(seenSince))
                .findFirst()
                .or(() -> keys.stream().reduce((newer, older) -> older))
                .orElseThrow(() -> new IllegalStateException("The key ring has not been loaded"))
                .jwk();
    }

    /**
     * The key of that id, while it may still verify. An unknown one may be new: the ring is read again for it, at most once
     * a second, whoever sends how many.
     */
    public Future<Optional<ECKey>> verifying(String keyId) {
        var known = find(keyId);
        var now = clock.instant();
        if (known.isPresent() || askedAt.plusSeconds(1).isAfter(now)) {
            return Future.succeededFuture(known);
        }
        askedAt = now;
        return reload().map(done -> find(keyId));
    }

    /** Whether a token signed by that key may still be believed. */
    public boolean stillVerifies(String keyId) {
        return find(keyId).isPresent();
    }

    /** What verifies: the public halves, as RFC 7517 writes them. */
    public JWKSet publicKeys() {
        var now = clock.instant();
        return new JWKSet(ring.stream()
                .filter(key -> key.verifiesAt(now))
                .map(key -> (JWK) key.jwk().toPublicJWK())
                .toList());
    }

    private Optional<ECKey> find(String keyId) {
        var now = clock.instant();
        return ring.stream()
                .filter(key -> key.id().equals(keyId) && key.verifiesAt(now))
                .map(SigningKey::jwk)
                .findFirst();
    }

    private SigningKey unwrapped(SigningKeyRepository.Stored stored) {
        try {
            var jwk = ECKey.parse(wrap.unwrap(stored.id(), stored.wrapped().getBytes()));
            return new SigningKey(stored.id(), jwk, stored.createdAt(), stored.expiresAt());
        } catch (ParseException e) {
            throw new IllegalStateException("Signing key " + stored.id() + " is damaged", e);
        }
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JDK has P-256", e);
        }
    }
}

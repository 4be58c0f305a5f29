package dev.tenantry.feature.oauth.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.tenantry.platform.config.OAuthConfig;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign tokens, one of each kind at a time. A new one is published first and signs a little later; retired ones stay to verify until no
 * token they signed can be alive. The ring lives in the database, for all nodes; {@link #reload} brings this node up to
 * date.
 */
public final class KeyRing {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    /** How long what {@link #publicKeys} says may be kept by whoever reads it. */
    public static final Duration PUBLIC_KEYS_MAX_AGE = Duration.ofSeconds(30);

    /** A new key is shown before it signs, for longer than any node or client goes without looking. */
    private static final Duration PUBLISHED_BEFORE_SIGNING = PUBLIC_KEYS_MAX_AGE.plusSeconds(10);

    private static final Duration MARGIN = Duration.ofMinutes(5);
    private final Vertx vertx;
    private final ControlDatabase database;
    private final SigningKeyRepository rows = new SigningKeyRepository();
    private final KeyWrap wrap;
    private final OAuthConfig config;
    private final Clock clock;
    private volatile List<SigningKey> ring = List.of();
    private volatile Instant askedAt = Instant.EPOCH;

    public KeyRing(Vertx vertx, ControlDatabase database, Secret jwtSecretKey, OAuthConfig config, Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.wrap = new KeyWrap(jwtSecretKey);
        this.config = config;
        this.clock = clock;
    }

    /** Loads the ring and makes sure that it has young enough keys to sign with. */
    public Future<Void> ready() {
        return rotate(clock.instant().minus(config.keyLifetime()));
    }

    /** New keys take over, whatever the age of the old ones. */
    public Future<Void> rotate() {
        return rotate(clock.instant().plus(MARGIN));
    }

    private Future<Void> rotate(Instant createdBefore) {
        var sql = database.acrossTenants();
        return rows.signingSince(sql, createdBefore)
                .compose(young -> generated(EnumSet.complementOf(setOf(young))))
                .compose(fresh -> sql.transaction(
                        open -> replace(open, fresh, createdBefore).compose(done -> deleteExpired(open))))
                .compose(done -> reload());
    }

    private static EnumSet<SigningAlgorithm> setOf(List<SigningAlgorithm> algorithms) {
        var set = EnumSet.noneOf(SigningAlgorithm.class);
        set.addAll(algorithms);
        return set;
    }

    /** Made before the transaction, and not on the event loop: an RSA key takes long. */
    private Future<Map<SigningAlgorithm, JWK>> generated(Set<SigningAlgorithm> algorithms) {
        return vertx.executeBlocking(() -> {
            var keys = new EnumMap<SigningAlgorithm, JWK>(SigningAlgorithm.class);
            algorithms.forEach(algorithm -> keys.put(algorithm, algorithm.generate()));
            return keys;
        });
    }

    private Future<Void> replace(Sql sql, Map<SigningAlgorithm, JWK> fresh, Instant createdBefore) {
        var now = clock.instant();
        var overlap = now.plus(OAuthConfig.LONGEST_ACCESS_TOKEN).plus(MARGIN);
        var all = Future.<Void>succeededFuture();
        for (var one : fresh.entrySet()) {
            var id = one.getValue().getKeyID();
            // No tenant's trail is the place to tell of it.
            sql.whenCommitted(() -> LOG.info("The signing key {} for {} is published", id, one.getKey()));
            var wrapped = wrap.wrap(id, one.getValue().toJSONString());
            all = all.compose(done -> rows.retire(sql, one.getKey(), now, overlap, createdBefore))
                    .compose(retired -> rows.insert(sql, one.getKey(), id, wrapped, now))
                    .mapEmpty();
        }
        return all;
    }

    private Future<Void> deleteExpired(Sql sql) {
        return rows.deleteExpired(sql, clock.instant()).mapEmpty();
    }

    /** Reads the ring as it is now. */
    public Future<Void> reload() {
        return rows.ring(database.acrossTenants())
                .map(stored -> stored.stream().map(this::unwrapped).toList())
                .onSuccess(keys -> ring = keys)
                .mapEmpty();
    }

    /**
     * A JWT, signed by the newest key of its kind, unless that is so young that not everybody can have seen it yet.
     *
     * @param claims JSON
     */
    public Secret sign(SigningAlgorithm algorithm, TokenType type, byte[] claims) {
        var seenSince = clock.instant().minus(PUBLISHED_BEFORE_SIGNING);
        SigningKey signing = null;
        for (var key : ring) {
            if (key.algorithm() == algorithm) {
                signing = key;
                if (key.createdAt().isBefore(seenSince)) {
                    break;
                }
            }
        }
        if (signing == null) {
            throw new IllegalStateException("The key ring has not been loaded");
        }
        return signing.signer().sign(type, claims);
    }

    /**
     * The key of that id and kind, while it may still verify. An unknown one may be new: the ring is read again for it, at
     * most once a second, whoever sends how many.
     */
    public Future<Optional<JWK>> verifying(String keyId, SigningAlgorithm algorithm) {
        var known = find(keyId);
        var now = clock.instant();
        var found = known.isPresent() || askedAt.plusSeconds(1).isAfter(now)
                ? Future.succeededFuture(known)
                : again(keyId, now);
        return found.map(key -> key.filter(one -> one.algorithm() == algorithm).map(SigningKey::jwk));
    }

    private Future<Optional<SigningKey>> again(String keyId, Instant now) {
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
                .map(key -> key.jwk().toPublicJWK())
                .toList());
    }

    private Optional<SigningKey> find(String keyId) {
        var now = clock.instant();
        return ring.stream()
                .filter(key -> key.jwk().getKeyID().equals(keyId) && key.verifiesAt(now))
                .findFirst();
    }

    private SigningKey unwrapped(SigningKeyRepository.Stored stored) {
        try {
            var jwk = JWK.parse(wrap.unwrap(stored.id(), stored.wrapped().getBytes()));
            return new SigningKey(
                    stored.algorithm(),
                    jwk,
                    new TokenSigner(stored.algorithm(), jwk),
                    stored.createdAt(),
                    stored.expiresAt());
        } catch (ParseException e) {
            throw new IllegalStateException("Signing key " + stored.id() + " is damaged", e);
        }
    }
}

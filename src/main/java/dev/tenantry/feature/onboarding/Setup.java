package dev.tenantry.feature.onboarding;

import dev.tenantry.feature.tenant.Tenants;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.tenancy.TenantSlug;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How the first operator comes in: by a link that whoever started the server has seen. What it proves is an HMAC of its end
 * under a key from {@code SECRET_KEY}: every node knows every node's, and none is kept. All are dead when there is an operator.
 */
public final class Setup {
    static final Duration LIFETIME = Duration.ofMinutes(30);
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private final Onboarding onboarding;
    private final Tenants tenants;
    private final SecretKeySpec key;
    private final Clock clock;

    public Setup(Onboarding onboarding, Tenants tenants, Secret secretKey, Clock clock) {
        this.onboarding = onboarding;
        this.tenants = tenants;
        this.key = new SecretKeySpec(secretKey.derive("setup of the first operator"), ALGORITHM);
        this.clock = clock;
    }

    /** A new one; empty when there are operators already. */
    public Future<Optional<Secret>> token() {
        return tenants.bySlug(TenantSlug.OPERATOR).map(operators -> {
            var end = String.valueOf(clock.instant().plus(LIFETIME).getEpochSecond());
            return operators.isPresent() ? Optional.empty() : Optional.of(new Secret(end + "." + mac(end)));
        });
    }

    /** Fails with {@code NOT_FOUND} when the token is none, is over, or somebody was first. */
    Future<Void> check(String token) {
        if (!isGood(token)) {
            return Future.failedFuture(new AppException(ErrorCode.NOT_FOUND));
        }
        return tenants.bySlug(TenantSlug.OPERATOR)
                .compose(operators -> operators.isEmpty()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new AppException(ErrorCode.NOT_FOUND)));
    }

    private boolean isGood(String token) {
        var dot = token.indexOf('.');
        if (dot < 0 || !token.substring(0, dot).matches("[0-9]{1,12}")) {
            return false;
        }
        var end = token.substring(0, dot);
        return MessageDigest.isEqual(bytes(mac(end)), bytes(token.substring(dot + 1)))
                && Instant.ofEpochSecond(Long.parseLong(end)).isAfter(clock.instant());
    }

    /** The first operator; of several who try at once, one. */
    Future<Void> finish(Actor by, String token, Onboarding.Newcomer first) {
        return check(token)
                .compose(good -> onboarding.registerOperators(by, first))
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(
                        failure instanceof AppException known && known.code() == ErrorCode.CONFLICT
                                ? new AppException(ErrorCode.NOT_FOUND)
                                : failure));
    }

    /** One operator more, for whoever may run commands on this machine; the first one makes the tenant. */
    public Future<Void> createOperator(String username, String email, Secret password) {
        var newcomer = SetupForm.newcomer(username, email, password.reveal());
        return tenants.bySlug(TenantSlug.OPERATOR)
                .compose(operators -> operators
                        .map(tenant -> onboarding.addOwner(Actor.SYSTEM, tenant, newcomer))
                        .orElseGet(() -> onboarding
                                .registerOperators(Actor.SYSTEM, newcomer)
                                .mapEmpty()));
    }

    private String mac(String end) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return ENCODER.encodeToString(mac.doFinal(bytes(end)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

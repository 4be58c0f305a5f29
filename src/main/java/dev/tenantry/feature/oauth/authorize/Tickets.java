package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.tenancy.TenantContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes tickets and reads them again: HMAC-SHA-256 over the tenant and all that they say, under a key that is derived from
 * {@code SECRET_KEY}, so that every node reads what another has written.
 */
public final class Tickets {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String ALGORITHM = "HmacSHA256";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private final SecretKeySpec key;
    private final Clock clock;

    public Tickets(Secret secretKey, Clock clock) {
        this.key = new SecretKeySpec(secretKey.derive("tickets of the authorization endpoint"), ALGORITHM);
        this.clock = clock;
    }

    String write(TenantContext tenant, Ticket.Kind kind, UUID id, String bearer, String content) {
        var expires = clock.instant().plus(LIFETIME).getEpochSecond();
        var text = String.join("\n", kind.name(), id.toString(), String.valueOf(expires), bearer, content);
        var payload = ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return OpaqueToken.TICKET.prefix() + payload + "." + ENCODER.encodeToString(mac(tenant, payload));
    }

    /** Empty for what this installation has not written for that tenant and that step; it may be over. */
    Optional<Ticket> read(TenantContext tenant, Ticket.Kind kind, String text) {
        var dot = text.lastIndexOf('.');
        if (!OpaqueToken.TICKET.looksLike(text) || dot < 0) {
            return Optional.empty();
        }
        var payload = text.substring(OpaqueToken.TICKET.prefix().length(), dot);
        try {
            return MessageDigest.isEqual(mac(tenant, payload), DECODER.decode(text.substring(dot + 1)))
                    ? Optional.of(parse(payload)).filter(ticket -> ticket.kind() == kind)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is in time, and in the hands of the one it was given to. */
    boolean isGood(Ticket ticket, String bearer) {
        return ticket.expiresAt().isAfter(clock.instant()) && ticket.bearer().equals(bearer);
    }

    /** What stands for parameters that a request carries anyway. */
    static String digest(String content) {
        return HexFormat.of().formatHex(OpaqueToken.hash(content));
    }

    /** What whoever brings a ticket that is none is told. */
    static AppException refused() {
        return new AppException(
                ErrorCode.PERMISSION_DENIED, "This page is not valid any more: start again at the application");
    }

    private static Ticket parse(String payload) {
        var parts = new String(DECODER.decode(payload), StandardCharsets.UTF_8).split("\n", 5);
        return new Ticket(
                Ticket.Kind.valueOf(parts[0]),
                UUID.fromString(parts[1]),
                parts[3],
                parts[4],
                Instant.ofEpochSecond(Long.parseLong(parts[2])));
    }

    private byte[] mac(TenantContext tenant, String payload) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((tenant.id() + "." + payload).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
        }
    }
}

package dev.tenantry.feature.audit;

import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * A seal over some events of one tenant, and over all seals before it.
 *
 * @param number from 1, without a gap
 * @param last the last event it covers
 * @param events their ids, in order
 * @param digests of the events, in the same order, one after the other
 * @param previous the head of the seal before; zeros for the first
 * @param head over the one before and the digests
 * @param keyId of which key the mac is
 * @param mac over everything else, with a key that is not in the database
 */
record Seal(
        long number,
        Instant sealedAt,
        Position last,
        List<UUID> events,
        Buffer digests,
        Buffer previous,
        Buffer head,
        String keyId,
        Buffer mac) {
    static final int DIGEST_BYTES = 32;

    /** What comes before the first seal. */
    static Buffer nothing() {
        return Buffer.buffer(new byte[DIGEST_BYTES]);
    }

    /** The seal over these events, after that one. */
    static Seal over(
            TenantId tenant, long number, Buffer previous, Instant sealedAt, List<AuditEvent> events, SealKey key) {
        var digests = Buffer.buffer(events.size() * DIGEST_BYTES);
        events.forEach(event -> digests.appendBytes(event.digest(tenant)));
        var unsigned = new Seal(
                number,
                sealedAt,
                events.get(events.size() - 1).position(),
                events.stream().map(AuditEvent::id).toList(),
                digests,
                previous,
                head(previous, digests),
                key.id(),
                nothing());
        return new Seal(
                number,
                sealedAt,
                unsigned.last,
                unsigned.events,
                digests,
                previous,
                unsigned.head,
                key.id(),
                Buffer.buffer(key.mac(unsigned.content(tenant))));
    }

    private static Buffer head(Buffer previous, Buffer digests) {
        return Buffer.buffer(new Canonical("tenantry audit head 1")
                .bytes(previous)
                .bytes(digests)
                .sha256());
    }

    /** What the mac is over. */
    byte[] content(TenantId tenant) {
        var content = new Canonical("tenantry audit seal 1")
                .id(tenant.value())
                .number(number)
                .instant(sealedAt)
                .number(last.cluster())
                .number(last.xact())
                .number(events.size());
        events.forEach(content::id);
        return content.bytes(digests).bytes(previous).bytes(head).text(keyId).all();
    }

    /** Whether it is over what it says it is over. */
    boolean isWhole() {
        return digests.length() == events.size() * DIGEST_BYTES
                && head(previous, digests).equals(head);
    }

    /** Whether the event that stands there is the one that was sealed. */
    boolean covers(int index, byte[] digest) {
        var from = index * DIGEST_BYTES;
        return from + DIGEST_BYTES <= digests.length()
                && Arrays.equals(digests.getBytes(from, from + DIGEST_BYTES), digest);
    }

    String headText() {
        return HexFormat.of().formatHex(head.getBytes());
    }

    String macText() {
        return HexFormat.of().formatHex(mac.getBytes());
    }
}

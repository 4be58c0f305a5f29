package dev.tenantry.feature.audit;

import dev.tenantry.platform.tenancy.TenantId;
import java.security.MessageDigest;
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
 * @param previous the head of the seal before; {@link #NOTHING} for the first
 * @param head over the one before and the digests
 * @param keyId of which key the mac is
 * @param mac over everything else, with a key that is not in the database
 */
record Seal(
        long number,
        Instant sealedAt,
        Position last,
        List<UUID> events,
        byte[] digests,
        byte[] previous,
        byte[] head,
        String keyId,
        byte[] mac) {
    static final int DIGEST_BYTES = 32;

    /** What comes before the first seal. */
    static byte[] nothing() {
        return new byte[DIGEST_BYTES];
    }

    /** The seal over these events, after that one. */
    static Seal over(
            TenantId tenant, long number, byte[] previous, Instant sealedAt, List<AuditEvent> events, SealKey key) {
        var digests = new byte[events.size() * DIGEST_BYTES];
        for (int at = 0; at < events.size(); at++) {
            System.arraycopy(events.get(at).digest(tenant), 0, digests, at * DIGEST_BYTES, DIGEST_BYTES);
        }
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
                key.mac(unsigned.content(tenant)));
    }

    private static byte[] head(byte[] previous, byte[] digests) {
        return new Canonical("tenantry audit head 1")
                .bytes(previous)
                .bytes(digests)
                .sha256();
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
        return digests.length == events.size() * DIGEST_BYTES && MessageDigest.isEqual(head(previous, digests), head);
    }

    /** Whether the event that stands there is the one that was sealed. */
    boolean covers(int index, byte[] digest) {
        var from = index * DIGEST_BYTES;
        return from + DIGEST_BYTES <= digests.length
                && MessageDigest.isEqual(Arrays.copyOfRange(digests, from, from + DIGEST_BYTES), digest);
    }

    String headText() {
        return HexFormat.of().formatHex(head);
    }

    String macText() {
        return HexFormat.of().formatHex(mac);
    }
}

package dev.tenantry.feature.audit;

import dev.tenantry.platform.tenancy.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One row of the trail.
 *
 * @param times how many of the same it stands for
 * @param changes JSON as PostgreSQL writes it
 */
record AuditEvent(
        Position position,
        Instant at,
        String action,
        int times,
        Who actor,
        Optional<UUID> client,
        What object,
        String changes,
        String requestId,
        String address) {

    /** Who did it. */
    record Who(String kind, Optional<UUID> id, String name) {}

    /** What it was done to. */
    record What(String type, String id) {}

    UUID id() {
        return position.id();
    }

    /** SHA-256 of all of it. No two events have the same bytes: every text is preceded by its length. */
    byte[] digest(TenantId tenant) {
        return new Canonical("tenantry audit event 1")
                .id(tenant.value())
                .id(position.id())
                .number(position.cluster())
                .number(position.xact())
                .instant(at)
                .text(action)
                .number(times)
                .text(actor.kind())
                .optionalId(actor.id())
                .text(actor.name())
                .optionalId(client)
                .text(object.type())
                .text(object.id())
                .text(changes)
                .text(requestId)
                .text(address)
                .sha256();
    }
}

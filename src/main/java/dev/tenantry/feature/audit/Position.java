package dev.tenantry.feature.audit;

import java.util.UUID;

/**
 * Where an event stands in the trail of its cluster. Transactions are counted by a PostgreSQL cluster; what another one has
 * counted can neither be compared nor be running.
 *
 * @param cluster the system identifier of the PostgreSQL that ran the transaction
 */
record Position(long cluster, long xact, UUID id) {
    private static final UUID FIRST = new UUID(0, 0);

    /** Before everything that this cluster has counted. */
    static Position before(long cluster) {
        return new Position(cluster, 0, FIRST);
    }
}

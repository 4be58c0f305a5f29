package dev.tenantry.platform.cache;

/** How many of each kind there is room for, where there may be very many: tenants, members, tokens. */
public final class Room {
    // With half a kilobyte in each of five such memories, were all full: a third of the heap.
    private static final int BYTES = 8_000;
    private static final int MOST = 250_000;

    private Room() {}

    /**
     * As many as the heap can hold, and at most twice as many as we expect. Until a memory of Caffeine's is half full nobody keeps
     * account of which entry was used last; after that each look-up writes to others, all over the heap, which the collector then has to
     * look through. That is so only for one whose entries do not expire by their use.
     */
    public static int entries() {
        return (int) Math.min(MOST, Runtime.getRuntime().maxMemory() / BYTES);
    }
}

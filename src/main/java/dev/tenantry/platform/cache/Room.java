package dev.tenantry.platform.cache;

/** How many of each kind there is room for, where there may be very many: tenants, members, tokens. */
public final class Room {
    // With half a kilobyte in each of five such memories, were all full: a third of the heap.
    private static final int BYTES = 8_000;
    private static final int MOST = 250_000;

    private Room() {}

    /**
     * As many as the heap can hold, and no more than twice what a busy node needs: until a cache of Caffeine's is half full it keeps
     * no account of which entry was used last. After that each look-up writes to entries all over the heap, and the collector has
     * to look at them. Where entries expire by their use, each always does.
     */
    public static int entries() {
        return (int) Math.min(MOST, Runtime.getRuntime().maxMemory() / BYTES);
    }
}

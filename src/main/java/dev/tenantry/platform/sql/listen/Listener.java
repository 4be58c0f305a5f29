package dev.tenantry.platform.sql.listen;

/** Whoever hears a channel; called on an event loop, one call after the other. */
public interface Listener {

    void received(String payload);

    /** The connection was lost and is back: what was notified meanwhile was not heard. */
    void mayHaveMissed();
}

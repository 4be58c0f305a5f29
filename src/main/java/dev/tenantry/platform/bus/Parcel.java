package dev.tenantry.platform.bus;

/** What travels on the bus: an immutable question, its answer, or the failure that is the answer. */
public record Parcel(Object content) {}

package dev.tenantry.platform.bus;

/** What travels on the bus: an immutable question, its answer, or the failure that is the answer. */
record Parcel(Object content) {}

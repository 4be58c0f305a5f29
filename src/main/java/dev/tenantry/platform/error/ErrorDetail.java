package dev.tenantry.platform.error;

/** One thing wrong with one field of an input; {@code field} is its name on the wire. */
public record ErrorDetail(String field, String problem) {}

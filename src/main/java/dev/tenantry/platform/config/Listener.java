package dev.tenantry.platform.config;

/**
 * Where a server listens.
 *
 * @param host an address or a name of this machine; 127.0.0.1 is reachable from this machine only
 */
public record Listener(String host, int port) {}

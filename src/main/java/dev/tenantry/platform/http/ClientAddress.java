package dev.tenantry.platform.http;

import io.vertx.core.http.HttpServerRequest;

/** The address that a request comes from: its peer's. */
public final class ClientAddress {

    /** In one spelling for one address; "unknown" where there is none, as on a Unix socket. */
    String of(HttpServerRequest request) {
        var peer = request.remoteAddress();
        var address = peer == null ? null : peer.hostAddress();
        return address == null ? "unknown" : address;
    }
}

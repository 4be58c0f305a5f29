package dev.tenantry.platform.net;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which address a request comes from, for limits and the access log and for nothing else. The one place that reads a
 * header a proxy writes; scheme and host of the request are never taken from one.
 */
public final class ClientAddress {
    private static final String HEADER = "X-Forwarded-For";
    private static final Pattern COMMA = Pattern.compile(",");
    private final List<Network> trusted;

    /** @param trusted the proxies that are believed; empty: none, and the address is always the peer's */
    public ClientAddress(List<Network> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /**
     * The peer's, unless it is a trusted proxy: then the last address in the header that is not one. Each proxy appends
     * whom it was asked by, so whatever stands further left may be anybody's invention.
     */
    public String of(HttpServerRequest request) {
        var client = peer(request);
        if (trusted.isEmpty()) {
            return client;
        }
        var told = request.headers().getAll(HEADER).stream()
                .flatMap(COMMA::splitAsStream)
                .toList();
        for (int at = told.size() - 1; at >= 0 && isTrusted(client); at--) {
            var before = Network.address(told.get(at).strip());
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return client;
    }

    /** The other end of the connection; {@code unknown} where it has no address, as on a Unix socket. */
    public static String peer(HttpServerRequest request) {
        var remote = request.remoteAddress();
        var host = remote == null ? null : remote.hostAddress();
        if (host == null) {
            return "unknown";
        }
        // An IPv4 address has one form; of IPv6 there are several, and IPv4 in it.
        return host.indexOf(':') < 0 ? host : Network.address(host).orElse("unknown");
    }

    private boolean isTrusted(String address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }
}

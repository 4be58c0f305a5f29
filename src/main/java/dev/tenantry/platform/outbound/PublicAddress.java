package dev.tenantry.platform.outbound;

import dev.tenantry.platform.net.Network;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are out there for everybody (the special-purpose registries of IANA, RFC 6890 and what came after). What
 * is not known to be public is not.
 */
final class PublicAddress {
    private static final List<Network> NOT_PUBLIC_V4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");
    private static final List<Network> PUBLIC_V6 = networks("2000::/3");

    /** Of 2000::/3: protocols, with Teredo; documentation; 6to4, which is an IPv4 address in disguise. */
    private static final List<Network> NOT_PUBLIC_V6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        // Java hands out IPv4 in IPv6 (::ffff:10.0.0.1) as IPv4.
        return address.getAddress().length == 4
                ? !isIn(NOT_PUBLIC_V4, address)
                : isIn(PUBLIC_V6, address) && !isIn(NOT_PUBLIC_V6, address);
    }

    private static boolean isIn(List<Network> networks, InetAddress address) {
        var text = address.getHostAddress();
        return networks.stream().anyMatch(network -> network.contains(text));
    }

    private static List<Network> networks(String... texts) {
        return Arrays.stream(texts)
                .map(text -> Network.parse(text).orElseThrow())
                .toList();
    }
}

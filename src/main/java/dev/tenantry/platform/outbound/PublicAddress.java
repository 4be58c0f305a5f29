package dev.tenantry.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are out there for everybody (the special-purpose registries of IANA, RFC 6890 and what came after). What
 * is not known to be public is not.
 */
final class PublicAddress {
    private static final List<Block> NOT_PUBLIC_V4 = blocks(
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
    private static final List<Block> PUBLIC_V6 = blocks("2000::/3");

    /** Of 2000::/3: protocols, with Teredo; documentation; 6to4, which is an IPv4 address in disguise. */
    private static final List<Block> NOT_PUBLIC_V6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        // Java hands out IPv4 in IPv6 (::ffff:10.0.0.1) as IPv4.
        var bytes = address.getAddress();
        return bytes.length == 4
                ? NOT_PUBLIC_V4.stream().noneMatch(block -> block.holds(bytes))
                : PUBLIC_V6.stream().anyMatch(block -> block.holds(bytes))
                        && NOT_PUBLIC_V6.stream().noneMatch(block -> block.holds(bytes));
    }

    private static List<Block> blocks(String... texts) {
        return Arrays.stream(texts).map(Block::parse).toList();
    }

    private record Block(InetAddress start, int bits) {

        static Block parse(String text) {
            var slash = text.indexOf('/');
            try {
                // A literal is never looked up.
                var start = InetAddress.getByName(text.substring(0, slash));
                return new Block(start, Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean holds(byte[] address) {
            var own = start.getAddress();
            for (int bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit % 8);
                if ((own[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}

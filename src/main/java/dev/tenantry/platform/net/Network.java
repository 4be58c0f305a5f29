package dev.tenantry.platform.net;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}, or one address alone. Asks no resolver. */
public final class Network {
    private static final Pattern SHAPE = Pattern.compile("([0-9a-fA-F.:]+)(?:/([0-9]{1,3}))?");
    private static final int IPV4_BYTES = 4;
    private static final int SITE_BYTES = 8;
    private static final int MAPPED_BITS = 96;
    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** Empty when it is no range, has bits beyond its length, or is every address there is. */
    public static Optional<Network> parse(String text) {
        var shape = SHAPE.matcher(text);
        var address = shape.matches() ? bytes(shape.group(1)) : null;
        if (address == null) {
            return Optional.empty();
        }
        var bits = shape.group(2) == null ? address.length * 8 : Integer.parseInt(shape.group(2));
        if (shape.group(2) != null
                && address.length == IPV4_BYTES
                && shape.group(1).contains(":")) {
            bits -= MAPPED_BITS;
        }
        if (bits < 1 || bits > address.length * 8) {
            return Optional.empty();
        }
        var network = new Network(address, bits);
        return Arrays.equals(network.masked(address), address) ? Optional.of(network) : Optional.empty();
    }

    /** An address in its one shortest form, an IPv4 one always as such; empty when it is none. */
    public static Optional<String> address(String text) {
        var address = bytes(text);
        return address == null ? Optional.empty() : Optional.of(NetUtil.bytesToIpAddress(address));
    }

    /** What whoever has that address has beside it: of IPv6 a /64, of IPv4 nothing. What is no address is itself. */
    public static String site(String text) {
        var address = bytes(text);
        return address == null || address.length == IPV4_BYTES
                ? text
                : NetUtil.bytesToIpAddress(Arrays.copyOf(Arrays.copyOf(address, SITE_BYTES), address.length));
    }

    /** Whether an address is in it; what is no address is in none. */
    public boolean contains(String text) {
        var address = bytes(text);
        return address != null && address.length == prefix.length && Arrays.equals(masked(address), prefix);
    }

    private byte[] masked(byte[] address) {
        var masked = address.clone();
        for (int at = 0; at < masked.length; at++) {
            var kept = Math.min(8, Math.max(0, bits - at * 8));
            masked[at] &= (byte) (0xff << (8 - kept));
        }
        return masked;
    }

    private static byte @Nullable [] bytes(String text) {
        // A zone, as in fe80::1%eth0, says where an address is seen from and not whose it is.
        var zone = text.indexOf('%');
        var bytes = NetUtil.createByteArrayFromIpAddressString(zone < 0 ? text : text.substring(0, zone));
        return bytes != null && bytes.length > IPV4_BYTES && isMapped(bytes)
                ? Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length)
                : bytes;
    }

    /** {@code ::ffff:10.0.0.1}: an IPv4 address as a socket for both kinds tells it (RFC 4291, section 2.5.5.2). */
    private static boolean isMapped(byte[] bytes) {
        for (int at = 0; at < 10; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        return bytes[10] == (byte) 0xff && bytes[11] == (byte) 0xff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && network.bits == bits && Arrays.equals(network.prefix, prefix);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(prefix) + bits;
    }

    @Override
    public String toString() {
        return NetUtil.bytesToIpAddress(prefix) + "/" + bits;
    }
}

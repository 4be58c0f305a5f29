package dev.tenantry.feature.identity;

import com.nulabinc.zxcvbn.StandardDictionaries;
import dev.tenantry.platform.security.OpaqueToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;

/**
 * The passwords that have leaked most often, which are tried first everywhere. Of each 64 bits of its hash are kept: a
 * quarter of a megabyte for thirty thousand, and a stranger is taken for one of them once in 10¹⁴ times.
 */
final class CommonPasswords {
    private final long[] hashes;

    private CommonPasswords(Collection<String> passwords) {
        this.hashes =
                passwords.stream().mapToLong(CommonPasswords::hash).sorted().toArray();
    }

    /** Reads the list, which takes a while. */
    static CommonPasswords load() throws IOException {
        return new CommonPasswords(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies());
    }

    /** @param password in lower case */
    boolean hold(String password) {
        return Arrays.binarySearch(hashes, hash(password)) >= 0;
    }

    private static long hash(String password) {
        return ByteBuffer.wrap(OpaqueToken.hash(password)).getLong();
    }
}

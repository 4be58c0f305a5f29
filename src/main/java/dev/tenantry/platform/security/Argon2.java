package dev.tenantry.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.Block;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id (RFC 9106) in the PHC string format, with the first of OWASP's recommended settings: 19 MiB, 2 passes. */
final class Argon2 {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([^$]+)\\$([^$]+)");

    /** What was hashed in and is not now, the last one first: as many are kept as there ever were hashes at the same time. */
    private final Deque<Memory> free = new ConcurrentLinkedDeque<>();

    String hash(String password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var hash = derive(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
        return phc(salt, hash);
    }

    /** Takes as long to compare with as a real one, and no password is known for it: its bytes are random. */
    static String ofNobody() {
        var salt = new byte[SALT_BYTES];
        var hash = new byte[HASH_BYTES];
        RANDOM.nextBytes(salt);
        RANDOM.nextBytes(hash);
        return phc(salt, hash);
    }

    private static String phc(byte[] salt, byte[] hash) {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(MEMORY_KIB, PASSES, LANES, ENCODER.encodeToString(salt), ENCODER.encodeToString(hash));
    }

    /** The settings are read from the string, so that older hashes go on working when ours get stronger. */
    boolean matches(String password, String phc) {
        var parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not an Argon2id PHC string");
        }
        var salt = Base64.getDecoder().decode(parts.group(4));
        var expected = Base64.getDecoder().decode(parts.group(5));
        var actual = derive(
                password,
                salt,
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                expected.length);
        return MessageDigest.isEqual(expected, actual);
    }

    private byte[] derive(String password, byte[] salt, int kib, int passes, int lanes, int length) {
        var kept = free.poll();
        var memory = kept == null ? new Memory() : kept;
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(kib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .withBlockPool(memory)
                .build());
        var hash = new byte[length];
        var written = generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        free.push(memory);
        if (written != length) {
            throw new IllegalStateException("Argon2 wrote " + written + " bytes of " + length);
        }
        return hash;
    }

    /**
     * What one password is hashed in, kept for another one and wiped in between. Anew for each, it would be nearly all that the
     * process throws away, and what the collector stops everything for. With blocks of one that belong to another, those that
     * are filled one after the other would soon lie anywhere, which is slower.
     */
    private static final class Memory implements BlockPool {
        /** One block for each KiB, and those that are computed with. */
        private static final int MOST = MEMORY_KIB + 4;

        private final Deque<Block> blocks = new ArrayDeque<>();

        @Override
        public Block allocate() {
            var block = blocks.poll();
            return block == null ? new Block() : block;
        }

        /** A hash with more memory than ours keeps none of what is above it. */
        @Override
        public void deallocate(Block block) {
            block.clear();
            if (blocks.size() < MOST) {
                blocks.add(block);
            }
        }
    }
}

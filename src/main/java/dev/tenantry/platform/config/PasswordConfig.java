package dev.tenantry.platform.config;

/**
 * Passwords.
 *
 * @param minLength characters a new password must have ({@code PASSWORD_MIN_LENGTH}; 8 in development, 12 in production)
 * @param refuseCommon whether a new password must be none of those that are guessed first ({@code PASSWORD_REFUSE_COMMON}; in
 *     production)
 * @param threads how many are hashed at once ({@code PASSWORD_HASH_THREADS})
 * @param queue how many may wait for that; one more is answered 503 ({@code PASSWORD_HASH_QUEUE})
 */
public record PasswordConfig(int minLength, boolean refuseCommon, int threads, int queue) {

    static PasswordConfig read(Settings settings, AppEnvironment environment) {
        var cores = Runtime.getRuntime().availableProcessors();
        return new PasswordConfig(
                settings.integer("PASSWORD_MIN_LENGTH", environment.isProduction() ? 12 : 8, 8, 128),
                settings.flag("PASSWORD_REFUSE_COMMON", environment.isProduction()),
                settings.integer("PASSWORD_HASH_THREADS", cores, 1, 256),
                settings.integer("PASSWORD_HASH_QUEUE", 32 * cores, 1, 100_000));
    }
}

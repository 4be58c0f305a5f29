package dev.tenantry.frontend.signin;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One browser that is signed in: as whom, and with which tokens, which change while it lasts. */
public final class ConsoleSession {
    /** How long it lasts at the most, used or not. */
    static final Duration LIFETIME = Duration.ofHours(12);

    private static final Duration RENEWED_BEFORE = Duration.ofSeconds(30);
    private final String id = RandomText.next();
    private final String formToken = RandomText.next();
    private final String tenant;
    private final String subject;
    private final Instant signedInAt;
    private Tokens tokens;
    private @Nullable Future<Tokens> renewing;

    ConsoleSession(String tenant, String subject, Tokens tokens, Instant signedInAt) {
        this.tenant = tenant;
        this.subject = subject;
        this.tokens = tokens;
        this.signedInAt = signedInAt;
    }

    String id() {
        return id;
    }

    public String tenant() {
        return tenant;
    }

    /** What a form of this session has to bring along. */
    public String formToken() {
        return formToken;
    }

    String subject() {
        return subject;
    }

    Instant signedInAt() {
        return signedInAt;
    }

    Instant endsAt() {
        return signedInAt.plus(LIFETIME);
    }

    synchronized Tokens tokens() {
        return tokens;
    }

    /** Tokens that are good for a while. A refresh token is used once: all who need new ones wait for the same answer. */
    synchronized Future<Tokens> fresh(Instant now, Function<Tokens, Future<Tokens>> renewal) {
        if (renewing != null) {
            return renewing;
        }
        if (now.isBefore(tokens.expiresAt().minus(RENEWED_BEFORE))) {
            return Future.succeededFuture(tokens);
        }
        var renewed = renewal.apply(tokens);
        renewing = renewed;
        return renewed.onComplete(done -> settle(done.succeeded() ? done.result() : null));
    }

    private synchronized void settle(@Nullable Tokens renewed) {
        renewing = null;
        if (renewed != null) {
            tokens = renewed;
        }
    }
}

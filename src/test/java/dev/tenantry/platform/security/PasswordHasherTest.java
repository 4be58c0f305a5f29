package dev.tenantry.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.config.PasswordConfig;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
    /** By another library. */
    private static final String KNOWN =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    private PasswordHasher hasher(int threads, int queue) {
        return new PasswordHasher(vertx, new PasswordConfig(8, false, threads, queue));
    }

    @Test
    void matchesWhenManyAreCheckedAtOnceThenEachIsJudgedByItself() {
        try (var hasher = hasher(3, 100)) {
            var hash = Await.result(hasher.hash("password"));

            var judged = IntStream.range(0, 30)
                    .mapToObj(number -> switch (number % 3) {
                        case 0 -> hasher.matches("password", hash);
                        case 1 -> hasher.matches("Password", hash).map(matches -> !matches);
                        default -> hasher.matches("password", KNOWN);
                    })
                    .toList();

            assertThat(Await.result(Future.all(judged)).<Boolean>list()).containsOnly(true);
        }
    }

    @Test
    void checkingWhenAsManyAreUnderWayAsWaitAndAreMadeThenNoMoreIsBegun() {
        try (var hasher = hasher(1, 2)) {
            var hash = Await.result(hasher.hash("password"));
            var end = Promise.<Void>promise();
            var checks = IntStream.range(0, 3)
                    .mapToObj(n -> hasher.checking(() -> end.future().compose(go -> hasher.matches("password", hash))))
                    .toList();

            for (var refused : List.of(hasher.room(), hasher.checking(PasswordHasherTest::neverBegun))) {
                assertThat(refused.cause())
                        .isInstanceOfSatisfying(
                                AppException.class,
                                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OVERLOADED));
            }
            end.complete();
            assertThat(Await.result(Future.all(checks)).<Boolean>list()).containsOnly(true);
            Await.result(hasher.room());
        }
    }

    private static Future<Void> neverBegun() {
        throw new AssertionError("There is no room for it");
    }
}

package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tenantry.platform.quota.rate.SharedRates;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Ports;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import redis.embedded.RedisServer;

/** Two nodes and a real Redis: one limit for both, and each its own while Redis is away. */
@ExtendWith(VertxExtension.class)
class RedisRateLimitTest {
    private final int port = Ports.free();
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(SharedRates.class);

    @BeforeEach
    void listen() {
        told.start();
        log.addAppender(told);
    }

    @AfterEach
    void stop() {
        log.detachAppender(told);
    }

    private RedisServer redis() throws IOException {
        var redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        return redis;
    }

    private Map<String, String> settings(int perMinute, int burst) {
        return Map.of(
                "REDIS_URL",
                "redis://127.0.0.1:" + port,
                "RATE_LIMIT_PER_MINUTE",
                String.valueOf(perMinute),
                "RATE_LIMIT_BURST",
                String.valueOf(burst));
    }

    private static Stream<Future<Answer>> asking(TestServer server, TestTenant tenant, String token, int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> server.http()
                        .get("/api/protected")
                        .tenant(tenant.slug())
                        .bearer(token)
                        .sending());
    }

    private static List<Answer> all(Stream<Future<Answer>> asking) {
        return Await.result(Future.all(asking.toList())).list();
    }

    private static long let(List<Answer> answers) {
        assertThat(answers).extracting(Answer::status).containsAnyOf(200, 429).doesNotContain(500, 503);
        return answers.stream().filter(answer -> answer.status() == 200).count();
    }

    private List<String> said() {
        return List.copyOf(told.list).stream().map(ILoggingEvent::getMessage).toList();
    }

    @Test
    void letsOneBurstThroughWhenTwoNodesAreAskedAtOnce(Vertx vertx) throws IOException {
        var redis = redis();
        try (var one = TestServer.start(vertx, settings(2, 40));
                var two = one.another(vertx)) {
            var tenant = one.tenant("both");
            var token = tenant.ownerToken("read");
            var other = one.tenant("other");
            var otherToken = other.ownerToken("read");

            var answers = all(Stream.concat(asking(one, tenant, token, 100), asking(two, tenant, token, 100)));

            // The registration of the client was the first of the forty.
            assertThat(let(answers)).isEqualTo(39);
            assertThat(answers.stream().filter(answer -> answer.status() == 429))
                    .allMatch(answer -> Integer.parseInt(answer.header("Retry-After")) <= 30);
            assertThat(let(all(asking(two, other, otherToken, 30)))).isEqualTo(30);
            assertThat(said()).isEmpty();
        } finally {
            redis.stop();
        }
    }

    @Test
    void letsNoMoreThroughThanTheRateWhenItIsHigh(Vertx vertx) throws IOException {
        var redis = redis();
        try (var one = TestServer.start(vertx, settings(6_000, 300));
                var two = one.another(vertx)) {
            var tenant = one.tenant("fast");
            var token = tenant.ownerToken("read");
            var begun = System.nanoTime();

            var answers = all(Stream.concat(asking(one, tenant, token, 600), asking(two, tenant, token, 600)));

            var seconds = (System.nanoTime() - begun) / 1e9;
            assertThat(let(answers)).isBetween(299L, Math.min(1_200L, (long) (300 + 100 * seconds) + 1));
        } finally {
            redis.stop();
        }
    }

    @Test
    void goesOnUnderItsOwnLimitsAndSaysSoOnceWhenRedisIsAway(Vertx vertx) throws IOException {
        var redis = redis();
        try (var one = TestServer.start(vertx, settings(2, 40));
                var two = one.another(vertx)) {
            var tenant = one.tenant("alone");
            var token = tenant.ownerToken("read");
            assertThat(let(all(asking(one, tenant, token, 60)))).isEqualTo(39);

            redis.stop();
            Await.until("both have noticed", () -> said().size() >= 2);

            assertThat(let(all(asking(one, tenant, token, 60)))).isEqualTo(40);
            assertThat(let(all(asking(two, tenant, token, 60)))).isEqualTo(40);
            assertThat(said()).hasSize(2).allMatch(line -> line.startsWith("Redis does not answer"));

            var back = redis();
            try {
                Await.until("both have noticed", () -> said().size() >= 4);
                assertThat(said().subList(2, 4)).allMatch(line -> line.startsWith("Redis answers again"));
                assertThat(let(all(asking(two, tenant, token, 60)))).isEqualTo(40);
                assertThat(let(all(asking(one, tenant, token, 60)))).isZero();
            } finally {
                back.stop();
            }
        }
    }

    @Test
    void answersInTimeWhenRedisTakesConnectionsAndNeverAnswers(Vertx vertx) throws IOException {
        try (var silent = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
                var server = TestServer.start(vertx, settings(2, 40))) {
            assertThat(silent.isBound()).isTrue();
            var tenant = server.tenant("patient");
            var token = tenant.ownerToken("read");
            var begun = System.nanoTime();

            assertThat(let(all(asking(server, tenant, token, 60)))).isEqualTo(39);

            assertThat((System.nanoTime() - begun) / 1e9).isLessThan(5);
            assertThat(said()).hasSize(1);
        }
    }
}

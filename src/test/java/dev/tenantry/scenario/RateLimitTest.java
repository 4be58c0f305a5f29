package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tenant that asks too fast is told so, and nobody else notices. */
@ExtendWith(VertxExtension.class)
class RateLimitTest {
    /** One comes back in half a minute: no test takes so long. */
    private static final Map<String, String> SLOW = Map.of("RATE_LIMIT_PER_MINUTE", "2", "RATE_LIMIT_BURST", "20");

    private static Future<Answer> asking(TestServer server, TestTenant tenant, String token) {
        return server.http()
                .get("/api/protected")
                .tenant(tenant.slug())
                .bearer(token)
                .sending();
    }

    private static List<Answer> manyAtOnce(TestServer server, TestTenant tenant, String token, int number) {
        return Await.result(Future.all(IntStream.range(0, number)
                        .mapToObj(n -> asking(server, tenant, token))
                        .toList()))
                .list();
    }

    private static long let(List<Answer> answers) {
        return answers.stream().filter(answer -> answer.status() == 200).count();
    }

    @Test
    void refusesTheRestOfOneTenantsRequestsAndNoneOfAnothersWhenOneIsNoisy(Vertx vertx) {
        try (var server = TestServer.start(vertx, SLOW)) {
            var noisy = server.tenant("noisy");
            var quiet = server.tenant("quiet");
            // The registration of the client is one of the twenty.
            var noisyToken = noisy.ownerToken("read");
            var quietToken = quiet.ownerToken("read");

            var noise = manyAtOnce(server, noisy, noisyToken, 100);
            var others = manyAtOnce(server, quiet, quietToken, 10);

            assertThat(let(noise)).isEqualTo(19);
            assertThat(let(others)).isEqualTo(10);
            var refused = noise.stream()
                    .filter(answer -> answer.status() != 200)
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.status()).as("%s", refused).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("rate_limited");
            assertThat(refused.json().getJsonArray("details").stream()
                            .map(detail -> ((JsonObject) detail).getString("field")))
                    .containsExactly("plan", "requests_per_minute", "burst");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(25, 30);
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"requests\";q=20;w=600");
            assertThat(refused.header("RateLimit")).startsWith("\"requests\";r=0;t=");
            assertThat(others)
                    .extracting(answer -> answer.header("RateLimit").replaceFirst(";t=.*", ""))
                    .contains("\"requests\";r=18", "\"requests\";r=9");
            assertThat(others.get(0).header("RateLimit-Policy"))
                    .startsWith("\"requests\";q=20;w=600, \"api_calls\";q=100000;w=");
        }
    }

    @Test
    void countsNothingWhereNobodyIsKnownAndTellsNothingThere(Vertx vertx) {
        try (var server = TestServer.start(vertx, SLOW)) {
            var tenant = server.tenant("visited");
            var token = tenant.ownerToken("read");
            for (int n = 0; n < 30; n++) {
                var info = server.http().get("/tenants/info").tenant("visited").send();
                assertThat(info.status()).isEqualTo(200);
                assertThat(info.headers().contains("RateLimit")).isFalse();
                assertThat(Await.result(asking(server, tenant, "wrong")).status())
                        .isEqualTo(401);
            }

            assertThat(let(manyAtOnce(server, tenant, token, 30))).isEqualTo(19);
        }
    }

    @Test
    void letsAsManyThroughAsThePlanSaysWhenNoOtherRateIsSet(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of("RATE_LIMIT_PER_MINUTE", "", "RATE_LIMIT_BURST", ""))) {
            var tenant = server.tenant("planned");

            var answer = Await.result(asking(server, tenant, tenant.ownerToken("read")));

            assertThat(answer.header("RateLimit-Policy")).startsWith("\"requests\";q=200;w=4, ");
        }
    }
}

package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A storm of sign-ins is turned away at the door while the rest of the house goes on. */
@ExtendWith(VertxExtension.class)
class OverloadTest {

    @Test
    void answersReadsWhenTheQueueOfPasswordsIsFull(Vertx vertx) {
        var settings = Map.of("PASSWORD_HASH_THREADS", "1", "PASSWORD_HASH_QUEUE", "2");
        try (var server = TestServer.start(vertx, settings)) {
            var tenant = server.tenant("acme");
            var client = tenant.client("read", "password");
            var token = client.password().getString("access_token");

            var storm = IntStream.range(0, 30)
                    .mapToObj(n -> client.asking(
                                    "grant_type", "password", "username", "admin", "password", TestServer.PASSWORD)
                            .sending())
                    .toList();
            var reads = IntStream.range(0, 30)
                    .mapToObj(n -> server.http()
                            .get("/api/v1/products")
                            .tenant("acme")
                            .bearer(token)
                            .sending())
                    .toList();

            assertThat(all(reads))
                    .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            var answers = all(storm);
            assertThat(answers).extracting(Answer::status).containsOnly(200, 503);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 503)
                    .isNotEmpty()
                    .allSatisfy(answer -> {
                        assertThat(answer.header("Retry-After")).isEqualTo("1");
                        assertThat(answer.json().getString("error")).isEqualTo("temporarily_unavailable");
                    });
            assertThat(client.token("grant_type", "password", "username", "admin", "password", TestServer.PASSWORD)
                            .status())
                    .isEqualTo(200);
        }
    }

    private static List<Answer> all(List<Future<Answer>> answers) {
        return Await.result(Future.all(answers).map(done -> done.<Answer>list()));
    }
}

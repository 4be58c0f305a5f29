package dev.tenantry.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.CodeFlow;
import dev.tenantry.testing.Http;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.PackagedServer;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes on one database: what is good once is good once for both, and what ends on one ends on the other. */
@ExtendWith(VertxExtension.class)
@Isolated("what is known within a second is measured")
class TwoProcessesIT {
    private static final int TRIES = 50;

    @TempDir
    Path folder;

    private static Map<String, String> settings(String grace) {
        var database = TestPostgres.freshDatabase();
        return Map.of(
                "DATABASE_URL",
                "postgresql://%s:%s@%s:%d/%s?sslmode=disable"
                        .formatted(
                                database.user(),
                                database.password().reveal(),
                                database.host(),
                                database.port(),
                                database.database()),
                "POSTGRES_APP_USER",
                "app_" + database.database(),
                "SECRET_KEY",
                "a secret that is long enough for every test",
                "JWT_SECRET_KEY",
                "another secret that is long enough for tests",
                "OAUTH2_ISSUER",
                "http://localhost:8080",
                "OAUTH2_REFRESH_GRACE",
                grace);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "30"})
    void givesOneSuccessWhenFiftyTryAtOnceOnBoth(String grace, Vertx vertx) {
        var settings = settings(grace);
        try (var one = PackagedServer.start(folder.resolve("one"), settings);
                var other = PackagedServer.start(folder.resolve("other"), settings)) {
            var app = CodeFlow.of(TestTenant.register(one.api(vertx), "acme"));
            var here = app.client();
            var there = at(here, other.api(vertx));

            var code = app.code();
            var redeemed = together(
                    n -> CodeFlow.redeeming(n % 2 == 0 ? here : there, code).sending());
            assertThat(redeemed)
                    .filteredOn(answer -> answer.status() == 200)
                    .as("A19")
                    .hasSize(1);
            assertThat(redeemed).extracting(Answer::status).containsOnly(200, 400);

            var token = app.tokens().getString("refresh_token");
            var refreshed = together(n -> (n % 2 == 0 ? here : there)
                    .asking("grant_type", "refresh_token", "refresh_token", token)
                    .sending());
            var successors = refreshed.stream()
                    .filter(answer -> answer.status() == 200)
                    .map(answer -> answer.json().getString("refresh_token"))
                    .toList();
            assertThat(successors).as("A31").hasSize(grace.equals("0") ? 1 : TRIES);
            assertThat(successors.stream().distinct()).hasSize(1);
            assertThat(there.refresh(successors.get(0)).status()).isEqualTo(200);
        }
    }

    @Test
    void endsOnTheOtherWithinASecondWhenATokenIsRevokedOnOne(Vertx vertx) {
        var settings = settings("0");
        try (var one = PackagedServer.start(folder.resolve("one"), settings);
                var other = PackagedServer.start(folder.resolve("other"), settings)) {
            var app = CodeFlow.of(TestTenant.register(one.api(vertx), "acme"));
            var there = at(app.client(), other.api(vertx));
            var tokens = app.tokens();
            var access = tokens.getString("access_token");
            assertThat(reading(there, access)).isEqualTo(200);

            assertThat(app.client().revoke(tokens.getString("refresh_token")).status())
                    .isEqualTo(200);

            var revoked = System.nanoTime();
            Await.until("the other process knows", () -> reading(there, access) == 401);
            assertThat(System.nanoTime() - revoked).isLessThan(1_000_000_000L);
        }
    }

    private static int reading(TestClient at, String token) {
        return at.tenant()
                .http()
                .get("/api/v1/products")
                .tenant("acme")
                .bearer(token)
                .send()
                .status();
    }

    private static TestClient at(TestClient client, Http node) {
        var tenant = client.tenant();
        return new TestClient(new TestTenant(node, tenant.slug(), tenant.id()), client.id(), client.secret());
    }

    private static List<Answer> together(Function<Integer, Future<Answer>> trying) {
        return Await.result(
                Future.all(IntStream.range(0, TRIES).boxed().map(trying).toList())
                        .map(all -> all.<Answer>list()));
    }
}

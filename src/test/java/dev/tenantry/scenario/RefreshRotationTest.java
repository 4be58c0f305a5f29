package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Refresh tokens rotate; a used one is never good again, and coming back too late it takes its family with it. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshRotationTest {
    private TestServer server;
    private TestServer second;
    private TestServer graceful;
    private TestServer gracefulSecond;
    private TestClient app;
    private TestClient gracefulApp;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
        app = server.tenant("acme").client("read", "password", "refresh_token");
        graceful = TestServer.start(vertx, Map.of("OAUTH2_REFRESH_GRACE", "30"));
        gracefulSecond = graceful.another(vertx);
        gracefulApp = graceful.tenant("acme").client("read", "password", "refresh_token");
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
        gracefulSecond.close();
        graceful.close();
    }

    private static String next(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json().getString("refresh_token");
    }

    /** As if the last rotation of every family had been a while ago. */
    private static void pass(TestServer of, String interval) {
        TestPostgres.execute(
                of.database(), "UPDATE oauth_token_families SET rotated_at = rotated_at - interval '" + interval + "'");
    }

    @Test
    void givesANewTokenEachTimeWhenItIsUsed() {
        var first = app.password().getString("refresh_token");
        var secondToken = next(app.refresh(first));
        var third = next(app.refresh(secondToken));

        assertThat(List.of(first, secondToken, third)).doesNotHaveDuplicates();
    }

    @Test
    void killsTheFamilyWhenAUsedTokenComesBackLate() {
        var used = app.password().getString("refresh_token");
        var newest = next(app.refresh(used));
        pass(server, "3 seconds");

        var replay = app.refresh(used);

        assertThat(replay.code()).isEqualTo("invalid_grant");
        assertThat(app.refresh(newest).code()).isEqualTo("invalid_grant");
    }

    @Test
    void killsTheFamilyWhenAnOlderTokenComesBackAtOnce() {
        var oldest = app.password().getString("refresh_token");
        var older = next(app.refresh(oldest));
        var newest = next(app.refresh(older));

        assertThat(app.refresh(oldest).code()).isEqualTo("invalid_grant");
        assertThat(app.refresh(newest).code()).isEqualTo("invalid_grant");
    }

    @Test
    void sparesTheFamilyWhenTheLoserOfARaceIsTurnedAway() {
        var used = app.password().getString("refresh_token");
        var newest = next(app.refresh(used));

        var loser = app.refresh(used);

        assertThat(loser.code()).isEqualTo("invalid_grant");
        assertThat(app.refresh(newest).status()).isEqualTo(200);
    }

    /** A33, also with a used token, which would kill the family in the hands of its client. */
    @Test
    void refusesTheTokenWhenAStrangerShowsItThenTheFamilyLives() {
        var other = app.tenant().client("read", "password", "refresh_token");
        var foreign = server.tenant("beta").client("read", "password", "refresh_token");
        var used = app.password().getString("refresh_token");
        var newest = next(app.refresh(used));
        pass(server, "3 seconds");

        for (var stranger : List.of(other, foreign)) {
            assertThat(stranger.refresh(newest).code()).isEqualTo("invalid_grant");
            assertThat(stranger.refresh(used).code()).isEqualTo("invalid_grant");
        }
        assertThat(app.refresh(newest).status()).isEqualTo(200);
    }

    @Test
    void givesOneSuccessorWhenManyUseOneTokenAtOnceOnTwoNodes() {
        var token = app.password().getString("refresh_token");
        var elsewhere = app.at(second);

        var answers = together(IntStream.range(0, 50)
                .mapToObj(n -> refreshing(n % 2 == 0 ? app : elsewhere, token))
                .toList());

        var winners = answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(winners).as("A31").hasSize(1);
        assertThat(app.refresh(next(winners.get(0))).status())
                .as("the losers of a race end nothing")
                .isEqualTo(200);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("invalid_grant"));
    }

    @Test
    void givesTheSameSuccessorWhenThereIsAGraceOnTwoNodes() {
        var token = gracefulApp.password().getString("refresh_token");
        var elsewhere = gracefulApp.at(gracefulSecond);

        var answers = together(IntStream.range(0, 50)
                .mapToObj(n -> refreshing(n % 2 == 0 ? gracefulApp : elsewhere, token))
                .toList());

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream().map(RefreshRotationTest::next).distinct()).hasSize(1);
    }

    @Test
    void killsTheFamilyWhenTheGraceIsOver() {
        var used = gracefulApp.password().getString("refresh_token");
        var newest = next(gracefulApp.refresh(used));
        pass(graceful, "31 seconds");

        assertThat(gracefulApp.refresh(used).code()).isEqualTo("invalid_grant");
        assertThat(gracefulApp.refresh(newest).code()).isEqualTo("invalid_grant");
    }

    @Test
    void refusesWhenTheFamilysTimeIsOverHoweverOftenItWasRotated() {
        var token = next(app.refresh(app.password().getString("refresh_token")));
        TestPostgres.execute(server.database(), "UPDATE oauth_token_families SET expires_at = now()");

        assertThat(app.refresh(token).code()).isEqualTo("invalid_grant");
    }

    /** A32. */
    @Test
    void refusesTheReplayWhenTheServerHasRestartedMeanwhile(Vertx vertx) {
        var used = app.password().getString("refresh_token");
        var newest = next(app.refresh(used));
        pass(server, "1 hour");

        try (var restarted = server.another(vertx)) {
            var same = app.at(restarted);
            assertThat(same.refresh(used).code()).isEqualTo("invalid_grant");
            assertThat(same.refresh(newest).code()).isEqualTo("invalid_grant");
        }
    }

    private static Future<Answer> refreshing(TestClient client, String token) {
        return client.asking("grant_type", "refresh_token", "refresh_token", token)
                .sending();
    }

    private static List<Answer> together(List<Future<Answer>> answers) {
        return Await.result(Future.all(answers).map(all -> all.<Answer>list()));
    }
}

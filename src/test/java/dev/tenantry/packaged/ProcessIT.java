package dev.tenantry.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.DataFolders;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.PackagedServer;
import dev.tenantry.testing.Ports;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How the process begins, how it ends, and what it says when it cannot begin. */
@ExtendWith(VertxExtension.class)
class ProcessIT {

    @TempDir
    Path folder;

    private String refusal(Map<String, String> variables, String... arguments) {
        var server = PackagedServer.launch(folder, variables, arguments);
        assertThat(server.exitCode()).as("%s", server.output()).isNotZero();
        assertThat(server.output()).doesNotContain("\tat ", "Exception");
        return server.output().strip();
    }

    @Test
    void endsRunningRequestsAndExitsCleanlyWhenItIsTerminated(Vertx vertx) {
        var settings = Map.of("PASSWORD_HASH_THREADS", "1");
        DataFolders.copyInto(folder);
        var server = PackagedServer.start(folder, settings);
        var client = TestTenant.register(server.api(vertx), "acme").client("read", "password");
        var signingIn = IntStream.range(0, 8)
                .mapToObj(n -> client.asking(
                                "grant_type", "password", "username", "admin", "password", TestServer.PASSWORD)
                        .sending())
                .toList();
        assertThat(Await.result(Future.any(signingIn)).succeeded()).isTrue();

        server.terminate();

        List<Answer> answers = Await.result(Future.all(signingIn).map(all -> all.<Answer>list()));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(server.exitCode()).isZero();
        assertThat(server.output()).contains("Stopped.");
        try (var again = PackagedServer.start(folder, settings)) {
            assertThat(again.api(vertx)
                            .get("/tenants/info")
                            .tenant("acme")
                            .send()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void goesOnAndStopsWhenNobodyReadsWhatItPrints(Vertx vertx) {
        DataFolders.copyInto(folder);
        var server = PackagedServer.launchUnread(folder);
        var api = server.api(vertx);
        Await.until(
                "it answers",
                () -> Await.result(api.get("/ping")
                        .sending()
                        .map(answer -> answer.status() == 200)
                        .otherwise(false)));

        // A pipe holds some 300 access lines.
        for (int round = 0; round < 40; round++) {
            List<Answer> answers = Await.result(Future.all(IntStream.range(0, 50)
                            .mapToObj(n -> api.get("/ping").sending())
                            .toList())
                    .map(all -> all.<Answer>list()));
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        }
        server.terminate();

        assertThat(server.exitCode()).isZero();
    }

    @Test
    void leavesNothingBehindWhenItIsTerminatedWhileItStarts(Vertx vertx) {
        var server = PackagedServer.launch(folder, Map.of());
        Await.until("it makes its database", () -> server.output().contains("PostgreSQL"));

        server.terminate();

        assertThat(server.exitCode()).isZero();
        try (var again = PackagedServer.start(folder, Map.of())) {
            assertThat(again.api(vertx).get("/health").send().status()).isEqualTo(200);
        }
    }

    @Test
    void saysSoInOneLineWhenItsFolderIsInUseOrItsPortIsBusy(Vertx vertx) {
        DataFolders.copyInto(folder);
        DataFolders.copyTo(folder.resolve("other"));
        try (var first = PackagedServer.start(folder, Map.of())) {
            assertThat(refusal(Map.of())).hasLineCount(1).contains("in use", "DATA_DIR");
            var busy = refusal(Map.of(
                    "DATA_DIR", folder.resolve("other").toString(), "API_PORT", String.valueOf(first.apiPort())));
            assertThat(busy.lines().reduce("", (earlier, line) -> line))
                    .contains("Cannot listen on 127.0.0.1:" + first.apiPort(), "API_PORT");
            assertThat(tool("tenant", "suspend", "nobody")).contains("There is no tenant nobody.");
            TestTenant.register(first.api(vertx), "acme");
            assertThat(tool("tenant", "suspend", "acme")).contains("Tenant acme is suspended.");
            Await.until(
                    "the running server has seen it",
                    () -> first.api(vertx)
                                    .get("/tenants/info")
                                    .tenant("acme")
                                    .send()
                                    .status()
                            == 403);
            assertThat(tool("keys", "rotate")).contains("A new key is published");
            assertThat(tool("migrate")).contains("up to date");
        }
    }

    private String tool(String... arguments) {
        var tool = PackagedServer.launch(folder, Map.of(), arguments);
        assertThat(tool.exitCode()).isBetween(0, 1);
        return tool.output();
    }

    @Test
    void saysSoInOneLineWhenSomethingIsWrong() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        assertThat(refusal(Map.of("DATA_DIR", file.toString()))).hasLineCount(1).contains(file.toString());
        assertThat(refusal(Map.of("DATABASE_URL", "postgresql://u:p@127.0.0.1:" + Ports.free() + "/x")))
                .hasLineCount(1)
                .contains("cannot be reached");
        assertThat(refusal(Map.of("API_PORT", "x"))).hasLineCount(1).contains("API_PORT");
        assertThat(refusal(Map.of("API_PORT", "x", "APP_ENV", "y"))).contains("2 settings are wrong", "APP_ENV");
        assertThat(refusal(Map.of("APP_ENV", "production"))).contains("SECRET_KEY", "JWT_SECRET_KEY");
        assertThat(refusal(Map.of(), "--only", "nothing")).contains("api or frontend");
    }

    @Test
    void servesThePagesAloneWhenTheApiIsElsewhereOrAway(Vertx vertx) {
        var away = "http://127.0.0.1:" + Ports.free();
        try (var server = PackagedServer.start(folder, Map.of("API_URL", away), "serve", "--only", "frontend")) {
            assertThat(server.frontend(vertx).get("/health").send().status()).isEqualTo(200);
            assertThat(server.frontend(vertx).get("/").send().status()).isEqualTo(200);
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    @Test
    void servesTheApiAloneWhenThePagesAreElsewhere(Vertx vertx) {
        DataFolders.copyInto(folder);
        try (var server = PackagedServer.start(folder, Map.of(), "serve", "--only", "api")) {
            assertThat(server.api(vertx).get("/health").send().status()).isEqualTo(200);
            assertThat(server.output()).doesNotContain("Frontend");
        }
    }
}

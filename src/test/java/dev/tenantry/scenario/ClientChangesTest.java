package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A node remembers the clients that ask for tokens. What becomes of one on another node is seen within a second, and what
 * memory would refuse is asked of the database (A35, A39).
 */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientChangesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private TestServer server;
    private TestServer second;
    private TestTenant acme;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
        acme = server.tenant("acme");
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    /** One that the second node remembers. */
    private TestClient known() {
        var client = acme.client("read write", "client_credentials");
        assertThat(asked(client.at(second)).status()).isEqualTo(200);
        assertThat(asked(client.at(second)).json().getString("scope")).isEqualTo("read write");
        return client;
    }

    private static Answer asked(TestClient client) {
        return client.token("grant_type", "client_credentials");
    }

    private Answer changed(TestClient client, String scope, String grant) {
        return server.http()
                .request("PUT", "/oauth/clients/" + client.id())
                .tenant("acme")
                .header("Cookie", acme.session())
                .json(new JsonObject()
                        .put("client_name", "Test")
                        .put("grant_types", new JsonArray().add(grant))
                        .put("redirect_uris", new JsonArray().add("https://app.example/cb"))
                        .put("scope", scope)
                        .encode())
                .send();
    }

    private TestClient renewed(TestClient client) {
        var answer = server.http()
                .post("/oauth/clients/" + client.id() + "/secret")
                .tenant("acme")
                .header("Cookie", acme.session())
                .send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return new TestClient(acme, client.id(), answer.data().getString("client_secret"));
    }

    /** To be called when the change is answered: no request that begins a second later is answered as before. */
    private static void assertSeen(Supplier<Answer> asking, Predicate<Answer> seen) {
        var since = System.nanoTime();
        while (true) {
            var asked = System.nanoTime();
            if (seen.test(asking.get())) {
                return;
            }
            assertThat(Duration.ofNanos(asked - since)).isLessThan(SECOND);
        }
    }

    private static Predicate<Answer> error(int status, String error) {
        return answer -> answer.status() == status && error.equals(answer.json().getString("error"));
    }

    @Test
    void endsAnOldSecretAndKnowsTheNewOneAtOnceWhenItIsRenewedOnAnotherNode() {
        var old = known();
        var client = renewed(old);

        assertThat(asked(client.at(second)).status()).as("new, there").isEqualTo(200);
        assertSeen(() -> asked(old.at(second)), error(401, "invalid_client"));
        assertThat(asked(old).status()).as("old, here").isEqualTo(401);
        assertThat(asked(client.at(second)).status()).isEqualTo(200);
    }

    @Test
    void endsAnOldSecretAtOnceWhenItIsRenewedOnTheSameNode() {
        var old = known();
        assertThat(asked(old).status()).isEqualTo(200);
        var client = renewed(old);

        assertThat(asked(old).status()).isEqualTo(401);
        assertThat(asked(client).status()).isEqualTo(200);
    }

    @Test
    void givesNoMoreThanWhatIsLeftWhenAClientIsNarrowedOnAnotherNode() {
        var client = known();
        assertThat(changed(client, "read", "client_credentials").status()).isEqualTo(200);

        assertSeen(
                () -> asked(client.at(second)),
                answer -> "read".equals(answer.json().getString("scope")));
        assertThat(asked(client).json().getString("scope")).isEqualTo("read");
    }

    @Test
    void refusesTheGrantWhenItIsTakenAwayOnAnotherNode() {
        var client = known();
        assertThat(changed(client, "read write", "authorization_code").status()).isEqualTo(200);

        assertSeen(() -> asked(client.at(second)), error(400, "unauthorized_client"));
    }

    @Test
    void refusesTheClientWhenItIsDeletedOnAnotherNode() {
        var client = known();
        var introspected = client.at(second).introspect("anything");
        assertThat(introspected.status()).isEqualTo(200);
        var answer = server.http()
                .request("DELETE", "/oauth/clients/" + client.id())
                .tenant("acme")
                .header("Cookie", acme.session())
                .send();
        assertThat(answer.status()).isEqualTo(200);

        assertSeen(() -> asked(client.at(second)), error(401, "invalid_client"));
        assertThat(client.at(second).introspect("anything").status()).isEqualTo(401);
        assertThat(asked(client).status()).isEqualTo(401);
    }

    @Test
    void asksTheDatabaseWhenTheFeedCannotBeRead() throws SQLException {
        var client = known();
        var at = server.database();
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + at.host() + ":" + at.port() + "/" + at.database(),
                        at.user(),
                        at.password().reveal());
                var command = connection.createStatement()) {
            connection.setAutoCommit(false);
            command.execute("LOCK TABLE revocations IN ACCESS EXCLUSIVE MODE");
            var locked = System.nanoTime();
            Await.until("memory is too old", () -> System.nanoTime() - locked > 2 * SECOND.toNanos());
            assertThat(asked(client.at(second)).status()).isEqualTo(200);

            TestPostgres.execute(
                    server.database(),
                    "UPDATE oauth_clients SET secret_hash = sha256('another') WHERE id = '" + client.id() + "'");
            assertThat(asked(client.at(second)).status()).isEqualTo(401);
        }
    }
}

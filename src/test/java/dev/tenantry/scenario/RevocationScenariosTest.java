package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.tenantry.app.Backend;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Whatever takes rights away on one node is seen by another within a second, and a node that cannot know lets nobody in. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("what is known within a second is measured")
class RevocationScenariosTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private TestServer server;
    private TestServer second;
    private TestTenant acme;
    private TestClient app;
    private TestClient service;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        second = server.another(vertx);
        acme = server.tenant("acme");
        app = acme.client("read write profile admin", "password", "refresh_token");
        service = acme.client("read", "client_credentials");
    }

    @AfterAll
    void stop() {
        second.close();
        server.close();
    }

    private static Future<Answer> asking(TestServer node, TestTenant tenant, String token) {
        return node.http()
                .get("/api/protected")
                .tenant(tenant.slug())
                .bearer(token)
                .sending();
    }

    /** A token the second node has let in, and so knows. */
    private String known(TestTenant tenant, String token) {
        assertThat(Await.result(asking(second, tenant, token)).status()).isEqualTo(200);
        return token;
    }

    private String known(String token) {
        return known(acme, token);
    }

    private String password() {
        return known(app.password().getString("access_token"));
    }

    /** To be called when the answer to what took it away is there: no request that begins a second later gets in. */
    private void assertEnds(TestTenant tenant, String token, int status) {
        var revoked = System.nanoTime();
        while (true) {
            var asked = System.nanoTime();
            var answer = Await.result(asking(second, tenant, token));
            if (answer.status() == 200) {
                assertThat(Duration.ofNanos(asked - revoked)).isLessThan(SECOND);
            } else {
                assertThat(answer.status()).as("%s", answer).isEqualTo(status);
                return;
            }
        }
    }

    private static String claim(String token, String name) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim(name);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String row(String kind, String subject) {
        return "INSERT INTO revocations (of_tenant, kind, subject) VALUES ('%s', '%s', '%s')"
                .formatted(acme.id(), kind, subject);
    }

    private void revoke(String kind, String subject) {
        TestPostgres.execute(server.database(), row(kind, subject));
    }

    @Test
    void endsOneTokenWhenItIsRevoked() {
        var token = password();
        var other = password();

        revoke("token", claim(token, "jti"));

        assertEnds(acme, token, 401);
        known(other);
    }

    @Test
    void endsAFamilysTokensWhenItIsRevoked() {
        var token = password();
        var other = password();

        revoke("family", claim(token, "family"));

        assertEnds(acme, token, 401);
        known(other);
    }

    @Test
    void endsAClientsTokensWhenItIsRevoked() {
        var token =
                known(service.token("grant_type", "client_credentials").json().getString("access_token"));
        var other = password();

        revoke("client", claim(token, "sub"));

        assertEnds(acme, token, 401);
        known(other);
    }

    @Test
    void endsTheTokensOfASessionWhenItIsSignedOut() {
        var session = acme.session();
        var token = password();
        TestPostgres.execute(
                server.database(),
                "UPDATE oauth_token_families SET session_id = (SELECT id FROM sessions ORDER BY created_at DESC LIMIT 1) "
                        + "WHERE id = '" + claim(token, "family") + "'");

        assertThat(server.http()
                        .post("/oauth/logout")
                        .tenant("acme")
                        .header("Cookie", session)
                        .send()
                        .status())
                .isEqualTo(200);

        assertEnds(acme, token, 401);
    }

    @Test
    void refusesAllOfATenantWhenItIsSuspendedByTheTool(Vertx vertx) {
        var closing = server.tenant("closing");
        var client = closing.client("read", "password", "refresh_token");
        var tokens = client.password();
        var token = known(closing, tokens.getString("access_token"));

        boolean suspendd =
                Await.result(tool(vertx).compose(tool -> tool.suspend("closing").eventually(tool::close)));
        assertThat(suspendd).isTrue();
        assertEnds(closing, token, 403);
        Await.until(
                "the first node knows",
                () -> Await.result(asking(server, closing, token)).status() == 403);
        assertThat(client.refresh(tokens.getString("refresh_token")).status())
                .as("A35")
                .isEqualTo(403);

        boolean resumed =
                Await.result(tool(vertx).compose(tool -> tool.resume("closing").eventually(tool::close)));
        assertThat(resumed).isTrue();
        Await.until(
                "it is open again",
                () -> Await.result(asking(second, closing, token)).status() == 200);
    }

    private Future<Backend> tool(Vertx vertx) {
        return Backend.join(
                vertx,
                server.config().environment(),
                server.config().backend().orElseThrow(),
                server.config().dataDir());
    }

    @Test
    void keepsTheTokenDeadWhenANodeStartsLater(Vertx vertx) {
        var token = password();
        revoke("token", claim(token, "jti"));

        try (var restarted = server.another(vertx)) {
            assertThat(Await.result(asking(restarted, acme, token)).status()).isEqualTo(401);
        }
    }

    @Test
    void waitsForTheDatabaseWhenTheFeedCannotBeRead() throws SQLException {
        var token = password();
        var other = password();
        var at = server.database();
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + at.host() + ":" + at.port() + "/" + at.database(),
                        at.user(),
                        at.password().reveal());
                var command = connection.createStatement()) {
            connection.setAutoCommit(false);
            command.execute("LOCK TABLE revocations IN ACCESS EXCLUSIVE MODE");
            command.execute(row("token", claim(token, "jti")));
            var locked = System.nanoTime();
            Await.until("memory is too old", () -> System.nanoTime() - locked > 2 * SECOND.toNanos());

            var dead = asking(second, acme, token);
            var alive = asking(second, acme, other);
            var patience = System.nanoTime();
            Await.until("no answer meanwhile", () -> System.nanoTime() - patience > SECOND.toNanos() / 2);
            assertThat(dead.isComplete()).isFalse();
            connection.commit();

            assertThat(Await.result(dead).status()).isEqualTo(401);
            assertThat(Await.result(alive).status()).isEqualTo(200);
        }
    }

    @Test
    void answers503WhenTheDatabaseIsAway(Vertx vertx) {
        try (var alone = TestServer.start(vertx, Map.of())) {
            var tenant = alone.tenant("acme");
            var token = tenant.ownerToken("read");
            assertThat(Await.result(asking(alone, tenant, token)).status()).isEqualTo(200);
            var role = alone.config().backend().orElseThrow().database().appUser();

            TestPostgres.execute(
                    alone.database(),
                    "ALTER ROLE " + role + " NOLOGIN",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");
            var away = System.nanoTime();
            Await.until("memory is too old", () -> System.nanoTime() - away > SECOND.toNanos());
            assertThat(Await.result(asking(alone, tenant, token)).status()).isEqualTo(503);

            TestPostgres.execute(
                    alone.database(),
                    "INSERT INTO revocations (of_tenant, kind, subject) VALUES ('%s', 'token', '%s')"
                            .formatted(tenant.id(), claim(token, "jti")),
                    "ALTER ROLE " + role + " LOGIN");
            Await.until(
                    "it is back",
                    () -> Await.result(asking(alone, tenant, token)).status() != 503);
            assertThat(Await.result(asking(alone, tenant, token)).status()).isEqualTo(401);
        }
    }
}

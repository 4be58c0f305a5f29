package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements of one change are sent together: whichever of them PostgreSQL refuses, nothing of the change is there, and it can
 * be tried again.
 */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailedWriteTest {
    private static final List<String> TABLES =
            List.of("products", "usage", "audit_events", "idempotency_keys", "oauth_token_families");
    private TestServer server;
    private TestTenant tenant;
    private TestClient app;
    private String token;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        tenant = server.tenant("acme");
        app = tenant.client("read", "password", "refresh_token");
        token = tenant.ownerToken("read write");
        TestPostgres.execute(
                server.database(),
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = 'lock_not_available'; END $$");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void allow() {
        TABLES.forEach(table -> TestPostgres.execute(server.database(), "DROP TRIGGER IF EXISTS refuse ON " + table));
    }

    private void refuse(String table, String what) {
        TestPostgres.execute(
                server.database(),
                "CREATE TRIGGER refuse BEFORE " + what + " ON " + table + " FOR EACH ROW EXECUTE FUNCTION refuse()");
    }

    private String rows(String table) {
        return TestPostgres.query(
                        server.database(),
                        "SELECT coalesce(string_agg(r::text, ',' ORDER BY r::text), '') AS all FROM " + table
                                + " r WHERE tenant_id = '" + tenant.id() + "'")
                .get(0)
                .get("all");
    }

    private List<String> everything() {
        return TABLES.stream().map(this::rows).toList();
    }

    private Answer create(String sku) {
        return server.http()
                .post("/api/v1/products")
                .tenant(tenant.slug())
                .bearer(token)
                .header("Idempotency-Key", sku)
                .json(Map.of("sku", sku, "name", "Chair", "price_cents", 100))
                .send();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "products INSERT",
                "usage INSERT OR UPDATE",
                "audit_events INSERT",
                "idempotency_keys INSERT",
                "idempotency_keys UPDATE"
            })
    void createWhenOneStatementFailsThenNothingOfItIsThereAndItCanBeSentAgain(String refused) {
        assertThat(create("first of " + refused).status()).isEqualTo(201);
        var before = everything();
        refuse(refused.substring(0, refused.indexOf(' ')), refused.substring(refused.indexOf(' ') + 1));

        assertThat(create(refused).code()).isEqualTo("overloaded");

        assertThat(everything()).isEqualTo(before);
        allow();
        assertThat(create(refused).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oauth_token_families", "audit_events"})
    void signInWhenOneStatementFailsThenThereIsNoFamily(String table) {
        var before = everything();
        refuse(table, "INSERT");

        assertThat(app.token("grant_type", "password", "username", "admin", "password", TestServer.PASSWORD)
                        .status())
                .isEqualTo(503);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void refreshWhenTheTrailCannotBeWrittenThenTheTokenIsNotUsedUp() {
        var first = app.password().getString("refresh_token");
        var before = everything();
        refuse("audit_events", "INSERT");

        assertThat(app.refresh(first).status()).isEqualTo(503);

        assertThat(everything()).isEqualTo(before);
        allow();
        assertThat(app.refresh(first).status()).isEqualTo(200);
    }
}

package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Products from their creation to their end, and pages of them that hold still. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductPagesTest {
    private TestServer server;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of("DEFAULT_TENANT_PLAN", "enterprise"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void neitherSkipsNorRepeatsWhenProductsAreAddedMeanwhile() {
        var slug = "pages";
        var tenant = server.tenant(slug);
        var token = tenant.ownerToken("read write");
        var there = new HashSet<String>();
        for (int batch = 0; batch < 20; batch++) {
            var from = batch * 50;
            all(IntStream.range(from, from + 50)
                            .mapToObj(n -> creating(slug, token, "P-" + n))
                            .toList())
                    .forEach(answer ->
                            assertThat(there.add(answer.data().getString("id"))).isTrue());
        }

        var seen = new ArrayList<String>();
        String cursor = null;
        int added = 0;
        do {
            var meanwhile = creating(slug, token, "MEANWHILE-" + added++);
            var page = server.http()
                    .get("/api/v1/products?limit=70" + (cursor == null ? "" : "&cursor=" + cursor))
                    .tenant(slug)
                    .bearer(token)
                    .send()
                    .data();
            page.getJsonArray("items").forEach(item -> seen.add(((JsonObject) item).getString("id")));
            cursor = page.getString("next_cursor");
            assertThat(Await.result(meanwhile).status()).isEqualTo(201);
        } while (cursor != null);

        assertThat(there).hasSize(1_000);
        assertThat(seen).doesNotHaveDuplicates().containsAll(there);
    }

    @Test
    void livesThroughCreateReadUpdateAndDeleteWhenItsOwnerWants() {
        var tenant = server.tenant("life");
        var token = tenant.ownerToken("read write");
        var created = Await.result(creating("life", token, "ONE"));
        var path = created.header("Location");

        var updated = server.http()
                .request("PUT", path)
                .tenant("life")
                .bearer(token)
                .json("{\"sku\":\"TWO\",\"name\":\"Åndré's <b>\",\"price_cents\":9007199254740993}")
                .send();
        var read = server.http().get(path).tenant("life").bearer(token).send();
        var deleted = server.http()
                .request("DELETE", path)
                .tenant("life")
                .bearer(token)
                .send();
        var gone = server.http().get(path).tenant("life").bearer(token).send();
        var again = server.http()
                .request("DELETE", path)
                .tenant("life")
                .bearer(token)
                .send();
        var listed = server.http()
                .get("/api/v1/products")
                .tenant("life")
                .bearer(token)
                .send();
        var sameSku = Await.result(creating("life", token, "TWO"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(updated.data().getString("name")).isEqualTo("Åndré's <b>");
        assertThat(read.text()).isEqualTo(updated.text()).contains("9007199254740993");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(again.status()).isEqualTo(404);
        assertThat(listed.data().getJsonArray("items")).isEmpty();
        assertThat(sameSku.status()).as("a deleted product's sku is free").isEqualTo(201);
        assertThat(TestPostgres.query(
                        server.database(), "SELECT sku FROM products WHERE deleted_at IS NOT NULL AND sku = 'TWO'"))
                .as("deleting keeps the row")
                .hasSize(1);
    }

    private Future<Answer> creating(String slug, String token, String sku) {
        return server.http()
                .post("/api/v1/products")
                .tenant(slug)
                .bearer(token)
                .json("{\"sku\":\"" + sku + "\",\"name\":\"x\",\"price_cents\":1}")
                .sending();
    }

    private static List<Answer> all(List<Future<Answer>> answers) {
        return Await.result(Future.all(answers).map(done -> done.<Answer>list()));
    }
}

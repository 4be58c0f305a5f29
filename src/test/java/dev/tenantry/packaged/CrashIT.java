package dev.tenantry.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.DataFolders;
import dev.tenantry.testing.Http;
import dev.tenantry.testing.PackagedServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after kill -9. */
@ExtendWith(VertxExtension.class)
class CrashIT {
    /** The port changes from start to start here; the issuer does not. The plan lets it write as fast as it can. */
    private static final Map<String, String> SETTINGS =
            Map.of("OAUTH2_ISSUER", "http://localhost:8080", "DEFAULT_TENANT_PLAN", "enterprise");

    private static final int WRITERS = 16;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 300;

    @TempDir
    Path folder;

    @Test
    void hasEveryAcknowledgedProductWhenItWasKilledInTheMiddleOfWrites(Vertx vertx) {
        var acknowledged = new ConcurrentLinkedQueue<String>();
        String token;
        DataFolders.copyInto(folder);
        try (var server = PackagedServer.start(folder, SETTINGS)) {
            var http = server.api(vertx);
            token = TestTenant.register(http, "acme").ownerToken("read write");
            var stop = new AtomicBoolean();
            var number = new AtomicInteger();
            for (int writer = 0; writer < WRITERS; writer++) {
                write(http, token, number, acknowledged, stop);
            }
            dev.tenantry.testing.Await.until(
                    "enough is written", () -> acknowledged.size() >= ACKNOWLEDGED_BEFORE_THE_KILL);
            server.kill();
            stop.set(true);
        }

        try (var again = PackagedServer.start(folder, SETTINGS)) {
            assertThat(products(again.api(vertx), token)).containsAll(acknowledged);
        }
    }

    private static void write(
            Http http, String token, AtomicInteger number, Queue<String> acknowledged, AtomicBoolean stop) {
        http.post("/api/v1/products")
                .tenant("acme")
                .bearer(token)
                .json("{\"sku\":\"P-" + number.incrementAndGet() + "\",\"name\":\"x\",\"price_cents\":1}")
                .sending()
                .onSuccess(answer -> {
                    if (answer.status() == 201) {
                        acknowledged.add(answer.data().getString("id"));
                    }
                    if (!stop.get()) {
                        write(http, token, number, acknowledged, stop);
                    }
                })
                .otherwise(died -> null)
                .onFailure(Future::failedFuture);
    }

    private static Set<String> products(Http http, String token) {
        var found = new HashSet<String>();
        var query = "?limit=200";
        while (true) {
            var page = http.get("/api/v1/products" + query)
                    .tenant("acme")
                    .bearer(token)
                    .send()
                    .data();
            page.getJsonArray("items").forEach(item -> found.add(((JsonObject) item).getString("id")));
            if (page.getString("next_cursor") == null) {
                return found;
            }
            query = "?limit=200&cursor=" + page.getString("next_cursor");
        }
    }
}

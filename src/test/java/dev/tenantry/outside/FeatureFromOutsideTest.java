package dev.tenantry.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A feature that no file of the application knows gets tables, routes, permissions and its tenant's SQL. */
@ExtendWith(VertxExtension.class)
class FeatureFromOutsideTest {

    @Test
    void servesAFeatureWhenItIsOnTheClassPath(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            var acme = server.tenant("acme").ownerToken("read write");
            var beta = server.tenant("beta").ownerToken("read");
            var created = server.http()
                    .post("/api/v1/notes")
                    .tenant("acme")
                    .bearer(acme)
                    .json("{\"text\":\"remember\"}")
                    .send();

            assertThat(created.status()).isEqualTo(201);
            assertThat(notes(server, "acme", acme)).contains("remember");
            assertThat(notes(server, "beta", beta)).isEqualTo("[]");
            assertThat(server.http()
                            .post("/api/v1/notes")
                            .tenant("beta")
                            .bearer(beta)
                            .json("{\"text\":\"x\"}")
                            .send()
                            .code())
                    .isEqualTo("insufficient_scope");
        }
    }

    @Test
    void refusesToStartWhenAFeaturesTableHasNoRowSecurity(Vertx vertx) {
        assertThatThrownBy(() ->
                        TestServer.start(vertx, Map.of(), named("careless")).close())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("secrets_of_all has a tenant but no forced row security")
                .hasMessageContaining("ledger has no column tenant_id");
    }

    @Test
    void refusesToStartWhenTwoFeaturesHaveOneName(Vertx vertx) {
        assertThatThrownBy(() ->
                        TestServer.start(vertx, Map.of(), named("product")).close())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("product");
    }

    private static String notes(TestServer server, String tenant, String token) {
        return server.http()
                .get("/api/v1/notes")
                .tenant(tenant)
                .bearer(token)
                .send()
                .data()
                .getJsonArray("items")
                .encode();
    }

    private static Feature named(String name) {
        return new Feature() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void contribute(Contribution contribution) {}
        };
    }
}

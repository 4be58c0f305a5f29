package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every tenant is an issuer of its own, found in both ways and under no other name. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscoveryTest {
    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String ISSUER = "https://id.example.com/auth/tenants/";
    private TestServer server;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(
                vertx, Map.of("OAUTH2_ISSUER", "https://id.example.com/auth", "BASE_DOMAIN", "example.com"));
        server.tenant("acme");
        server.tenant("beta");
        TestTenant gone = server.tenant("gone");
        TestPostgres.execute(
                server.database(), "UPDATE tenants SET status = 'suspended' WHERE id = '" + gone.id() + "'");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    record Row(String name, int status, String tenant, Function<TestServer, Request> request) {
        @Override
        public String toString() {
            return name + " → " + status + " " + tenant;
        }
    }

    private static Row found(String name, String tenant, Function<TestServer, Request> request) {
        return new Row(name, 200, tenant, request);
    }

    private static Row missing(String path) {
        return new Row("A79 " + path, 404, "", server -> server.http().get(path));
    }

    static Stream<Row> rows() {
        return Stream.of(
                found("behind the issuer", "acme", s -> s.http().get("/tenants/acme" + OPENID)),
                found("behind another issuer", "beta", s -> s.http().get("/tenants/beta" + OPENID)),
                found("inserted, OpenID Connect", "acme", s -> s.http().get(OPENID + "/auth/tenants/acme")),
                found("inserted, RFC 8414", "beta", s -> s.http().get(OAUTH + "/auth/tenants/beta")),
                found("by header", "acme", s -> s.http().get(OPENID).tenant("acme")),
                found("by host", "beta", s -> s.http().get(OPENID).host("beta.example.com")),
                found(
                        "A71 other hosts named",
                        "acme",
                        s -> s.http()
                                .get("/tenants/acme" + OPENID)
                                .header("X-Forwarded-Host", "evil.example")
                                .header("X-Forwarded-Proto", "http")
                                .header("Forwarded", "host=evil.example;proto=http")
                                .host("evil.example")),
                new Row(
                        "inserted, disagreeing",
                        400,
                        "",
                        s -> s.http().get(OAUTH + "/auth/tenants/acme").tenant("beta")),
                new Row("A80 suspended", 403, "", s -> s.http().get("/tenants/gone" + OPENID)),
                new Row("A80 suspended, inserted", 403, "", s -> s.http().get(OAUTH + "/auth/tenants/gone")),
                new Row("no tenant", 400, "", s -> s.http().get(OPENID)),
                missing("/tenants/nobody" + OPENID),
                missing(OAUTH + "/auth/tenants/nobody"),
                missing(OAUTH + "/tenants/acme"),
                missing(OAUTH),
                missing("/tenants/ACME" + OPENID),
                missing("/Tenants/acme" + OPENID),
                missing("/tenants/acme/" + OPENID),
                missing("/tenants//acme" + OPENID),
                missing("//tenants/acme" + OPENID),
                missing("/tenants/acme" + OPENID + "/"),
                missing(OPENID + "/auth/tenants/acme/"),
                missing(OAUTH + "/auth/tenants/acme/"),
                missing(OAUTH + "/auth//tenants/acme"),
                missing(OAUTH + "/auth/tenants/ACME"),
                missing("/tenants/./acme" + OPENID),
                missing("/tenants/beta/../acme" + OPENID),
                missing("/tenants/%61cme" + OPENID));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void answers(Row row) {
        var answer = row.request().apply(server).send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(row.status());
        if (row.status() == 200) {
            assertThat(answer.json().getString("issuer")).isEqualTo(ISSUER + row.tenant());
            assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=30");
            assertThat(answer.header("Vary").toLowerCase(java.util.Locale.ROOT)).contains("x-tenant-slug");
        }
    }

    @Test
    void saysWhatIsThereAndNothingMore() {
        var told = server.http().get("/tenants/acme" + OPENID).send().json();

        for (var endpoint : List.of(
                "authorization_endpoint",
                "token_endpoint",
                "userinfo_endpoint",
                "jwks_uri",
                "registration_endpoint",
                "revocation_endpoint",
                "introspection_endpoint",
                "end_session_endpoint")) {
            var address = told.getString(endpoint);
            assertThat(address).as(endpoint).startsWith(ISSUER + "acme/oauth/");
            var path = address.substring("https://id.example.com/auth".length());
            assertThat(server.http().get(path).send().status()).as(path).isNotEqualTo(404);
        }
        assertThat(told.getJsonArray("id_token_signing_alg_values_supported"))
                .isEqualTo(new JsonArray(List.of("RS256", "ES256")));
        assertThat(told.getJsonArray("code_challenge_methods_supported")).isEqualTo(new JsonArray(List.of("S256")));
        assertThat(told.getBoolean("request_uri_parameter_supported")).isFalse();
        assertThat(told.getBoolean("request_parameter_supported")).isFalse();
        assertThat(told.getBoolean("claims_parameter_supported")).isTrue();
        assertThat(told.getBoolean("authorization_response_iss_parameter_supported"))
                .isTrue();
    }
}

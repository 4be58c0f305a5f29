package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exactly one client authentication, the one that was registered, and the discipline of the wire (A39, A40, A41, A42, A48, A53, A54, A55). */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("what takes as long as what is measured")
class ClientAuthenticationTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String UNKNOWN = "01890000-0000-7000-8000-000000000000";
    private TestServer server;
    private TestClient either;
    private TestClient byHeader;
    private TestClient byBody;
    private TestClient open;
    private TestClient abroad;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of("CLIENT_FAILURES_PER_MINUTE", "10000"));
        var acme = server.tenant("acme");
        either = service(acme, null);
        byHeader = service(acme, "client_secret_basic");
        byBody = service(acme, "client_secret_post");
        open = acme.publicClient("https://app.example/cb");
        abroad = service(server.tenant("beta"), null);
    }

    private static TestClient service(TestTenant tenant, String method) {
        var metadata = new JsonObject()
                .put("grant_types", new JsonArray().add("client_credentials"))
                .put("scope", "read");
        return tenant.registered(method == null ? metadata : metadata.put("token_endpoint_auth_method", method));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Request token(String... parameters) {
        return server.http().post("/oauth/token").tenant("acme").form(all(parameters));
    }

    private static String[] all(String... more) {
        return Stream.concat(Stream.of("grant_type", "client_credentials"), Arrays.stream(more))
                .toArray(String[]::new);
    }

    private static String basic(String id, String secret) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((encoded(id) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Request header(TestClient client, String... parameters) {
        return token(parameters).header("Authorization", basic(client.id(), client.secret()));
    }

    private Request body(TestClient client, String... parameters) {
        return token(Stream.concat(
                        Stream.of("client_id", client.id(), "client_secret", client.secret()),
                        Arrays.stream(parameters))
                .toArray(String[]::new));
    }

    record Row(String name, int status, String error, Function<ClientAuthenticationTest, Request> request) {
        @Override
        public String toString() {
            return name + " → " + status + " " + error;
        }
    }

    private static Row ok(String name, Function<ClientAuthenticationTest, Request> request) {
        return new Row(name, 200, "", request);
    }

    private static Row stranger(String name, Function<ClientAuthenticationTest, Request> request) {
        return new Row(name, 401, "invalid_client", request);
    }

    private static Row wrong(String name, Function<ClientAuthenticationTest, Request> request) {
        return new Row(name, 400, "invalid_request", request);
    }

    private static Request posting(ClientAuthenticationTest t, String contentType, String body) {
        return t.server.http().post("/oauth/token").tenant("acme").body(contentType, Buffer.buffer(body));
    }

    private String credentials() {
        return "client_id=" + either.id() + "&client_secret=" + either.secret();
    }

    static Stream<Row> rows() {
        return Stream.of(
                ok("either, by header", t -> t.header(t.either)),
                ok("either, by body", t -> t.body(t.either)),
                ok("Basic, by header", t -> t.header(t.byHeader)),
                ok("Basic and the same client_id in the body", t -> t.header(t.byHeader, "client_id", t.byHeader.id())),
                ok("Post, by body", t -> t.body(t.byBody)),
                ok(
                        "a lower-case scheme",
                        t -> t.token()
                                .header(
                                        "Authorization",
                                        basic(t.either.id(), t.either.secret()).replace("Basic", "basic"))),
                stranger("Basic, by body", t -> t.body(t.byHeader)),
                stranger("Post, by header", t -> t.header(t.byBody)),
                stranger("a secret's client without its secret", t -> t.token("client_id", t.either.id())),
                stranger("an empty secret in the body", t -> t.token("client_id", t.either.id(), "client_secret", "")),
                stranger(
                        "an empty secret in the header",
                        t -> t.token().header("Authorization", basic(t.either.id(), ""))),
                stranger(
                        "a public client with a secret",
                        t -> t.token("client_id", t.open.id(), "client_secret", "anything")),
                stranger(
                        "a public client by header",
                        t -> t.token().header("Authorization", basic(t.open.id(), "anything"))),
                stranger("a client of another tenant", t -> t.body(t.abroad)),
                stranger("a client of another tenant by header", t -> t.header(t.abroad)),
                stranger(
                        "an upper-case id",
                        t -> t.token(
                                "client_id",
                                t.either.id().toUpperCase(Locale.ROOT),
                                "client_secret",
                                t.either.secret())),
                stranger("U+0000 in the header", t -> t.token().header("Authorization", basic("a\0b", "c"))),
                stranger("a bearer token", t -> t.token().bearer("tnc_x")),
                stranger("no colon", t -> t.token().header("Authorization", "Basic YWJj")),
                stranger(
                        "an assertion alone",
                        t -> t.token(
                                "client_assertion_type",
                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                "client_assertion",
                                "eyJhbGciOiJub25lIn0.e30.")),
                wrong("header and secret in the body", t -> t.header(t.either, "client_secret", t.either.secret())),
                wrong("header and an assertion", t -> t.header(t.either, "client_assertion", "x")),
                wrong("secret and an assertion", t -> t.body(t.either, "client_assertion", "x")),
                wrong("header and another client_id", t -> t.header(t.either, "client_id", t.byBody.id())),
                wrong(
                        "two Authorization headers",
                        t -> t.header(t.either).header("Authorization", basic(t.either.id(), t.either.secret()))),
                wrong("two client_id", t -> t.body(t.either, "client_id", t.either.id())),
                wrong("two client_secret", t -> t.body(t.either, "client_secret", t.either.secret())),
                wrong("two grant_type", t -> t.body(t.either, "grant_type", "client_credentials")),
                wrong("two of an unknown parameter", t -> t.body(t.either, "x", "1", "x", "1")),
                wrong(
                        "everything in the query",
                        t -> t.server
                                .http()
                                .post("/oauth/token?grant_type=client_credentials&" + t.credentials())
                                .tenant("acme")
                                .body(FORM, Buffer.buffer())),
                wrong(
                        "credentials in the query",
                        t -> t.server
                                .http()
                                .post("/oauth/token?" + t.credentials())
                                .tenant("acme")
                                .form("grant_type", "client_credentials")),
                wrong(
                        "a token parameter in the query",
                        t -> t.server
                                .http()
                                .post("/oauth/token?scope=read")
                                .tenant("acme")
                                .header("Authorization", basic(t.either.id(), t.either.secret()))
                                .form("grant_type", "client_credentials")),
                new Row(
                        "a grant it is not registered for",
                        400,
                        "unauthorized_client",
                        t -> t.server
                                .http()
                                .post("/oauth/token")
                                .tenant("acme")
                                .form(
                                        "grant_type",
                                        "password",
                                        "username",
                                        "admin",
                                        "password",
                                        TestServer.PASSWORD,
                                        "client_id",
                                        t.either.id(),
                                        "client_secret",
                                        t.either.secret())),
                new Row(
                        "client_credentials of a public client",
                        400,
                        "unauthorized_client",
                        t -> t.token("client_id", t.open.id())),
                new Row(
                        "an unknown grant",
                        400,
                        "unsupported_grant_type",
                        t -> posting(t, FORM, "grant_type=implicit&" + t.credentials())),
                wrong("no grant", t -> posting(t, FORM, t.credentials())),
                ok(
                        "a charset",
                        t -> posting(t, FORM + ";charset=UTF-8", "grant_type=client_credentials&" + t.credentials())),
                ok(
                        "an unknown parameter",
                        t -> posting(t, FORM, "resource_owner=x&grant_type=client_credentials&" + t.credentials())),
                wrong(
                        "an octet that is no UTF-8",
                        t -> t.server
                                .http()
                                .post("/oauth/token")
                                .tenant("acme")
                                .body(
                                        FORM,
                                        Buffer.buffer("grant_type=client_credentials&x=")
                                                .appendByte((byte) 0xff)
                                                .appendString("&" + t.credentials()))),
                ok(
                        "UTF-8 that is not encoded",
                        t -> posting(t, FORM, "grant_type=client_credentials&x=é&" + t.credentials())),
                wrong(
                        "an overlong form of U+0000",
                        t -> posting(t, FORM, "grant_type=client_credentials&x=%c0%80&" + t.credentials())),
                wrong(
                        "U+0000 in a name",
                        t -> posting(t, FORM, "grant_type=client_credentials&%00=x&" + t.credentials())),
                new Row("JSON", 415, "invalid_request", t -> posting(t, "application/json", "{}")),
                new Row(
                        "multipart",
                        415,
                        "invalid_request",
                        t -> posting(t, "multipart/form-data; boundary=x", "--x--")),
                new Row("no type", 415, "invalid_request", t -> posting(t, "", "grant_type=client_credentials")),
                new Row(
                        "more than 64 KiB",
                        413,
                        "invalid_request",
                        t -> posting(t, FORM, t.credentials() + "&x=" + "y".repeat(64 * 1024))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void answersWhenAClientAsksForATokenThenAsTheRowSays(Row row) {
        var answer = row.request().apply(this).send();

        assertThat(answer.status()).as("%s", answer).isEqualTo(row.status());
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        if (row.status() == 200) {
            assertThat(answer.json().getString("access_token")).isNotBlank();
        } else {
            assertThat(answer.json().fieldNames()).containsExactlyInAnyOrder("error", "error_description");
            assertThat(answer.json().getString("error")).as("%s", answer).isEqualTo(row.error());
            assertThat(answer.headers().contains("WWW-Authenticate")).isEqualTo(row.status() == 401);
        }
        if (row.status() == 401) {
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"tenantry\"");
        }
    }

    @Test
    void answersAlikeWhenTheClientIsUnknownAndWhenTheSecretIsWrong() {
        var known = List.of(
                token("client_id", either.id(), "client_secret", "tnc_wrong"),
                token().header("Authorization", basic(byHeader.id(), "tnc_wrong")),
                token("client_id", byHeader.id(), "client_secret", byHeader.secret()),
                token("client_id", UNKNOWN, "client_secret", "tnc_wrong"),
                token().header("Authorization", basic(UNKNOWN, "tnc_wrong")),
                token("client_id", "nobody", "client_secret", "tnc_wrong"),
                token("client_id", abroad.id(), "client_secret", abroad.secret()),
                token("client_id", UNKNOWN));
        var answers = known.stream().map(Request::send).toList();

        assertThat(answers).extracting(Answer::status).containsOnly(401);
        assertThat(answers).extracting(Answer::text).containsOnly(answers.get(0).text());
        assertThat(answers)
                .extracting(ClientAuthenticationTest::lastingHeaders)
                .containsOnly(lastingHeaders(answers.get(0)));
    }

    /** All but the request's own id. */
    private static List<String> lastingHeaders(Answer answer) {
        return answer.headers().entries().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("X-Request-Id"))
                .map(header -> header.getKey() + ": " + header.getValue())
                .sorted()
                .toList();
    }

    @Test
    void takesAsLongWhenTheClientIsUnknownAsWhenTheSecretIsWrong() {
        var rounds = 60;
        var wrong = new long[rounds];
        var unknown = new long[rounds];
        var none = new long[rounds];
        for (int round = -10; round < rounds; round++) {
            var at = Math.max(round, 0);
            wrong[at] = nanos(token("client_id", either.id(), "client_secret", "tnc_wrong"));
            unknown[at] = nanos(token("client_id", UNKNOWN, "client_secret", "tnc_wrong"));
            none[at] = nanos(token("client_id", "nobody", "client_secret", "tnc_wrong"));
        }
        assertThat(median(unknown) / (double) median(wrong)).isBetween(0.5, 2.0);
        assertThat(median(none) / (double) median(wrong)).isBetween(0.5, 2.0);
    }

    private static long nanos(Request request) {
        var from = System.nanoTime();
        assertThat(request.send().status()).isBetween(400, 499);
        return System.nanoTime() - from;
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    @Test
    void refusesOtherMethodsWhenTheEndpointTakesPostThenInItsOwnShape() {
        for (var path : List.of("/oauth/token", "/tenants/acme/oauth/token", "/oauth/register")) {
            for (var method : List.of("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS")) {
                var answer = server.http().request(method, path).tenant("acme").send();
                assertThat(answer.status()).as(method + " " + path).isEqualTo(405);
                assertThat(answer.header("Allow")).isEqualTo("POST");
                assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
                assertThat(answer.header("Content-Type")).isEqualTo("application/json");
                if (!method.equals("HEAD")) {
                    assertThat(answer.json().getString("error")).isEqualTo("invalid_request");
                    assertThat(answer.json().fieldNames()).doesNotContain("success");
                }
            }
        }
        var ofTheApi =
                server.http().request("PATCH", "/oauth/clients").tenant("acme").send();
        assertThat(ofTheApi.status()).isEqualTo(405);
        assertThat(ofTheApi.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(ofTheApi.code()).isEqualTo("method_not_allowed");
    }
}

package dev.tenantry.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.tenantry.platform.http.body.Answer.Form;
import dev.tenantry.platform.openapi.Document.Operation;
import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.Http.Request;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The document is what the server does: every route is in it, and every answer is as it says. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final Path COPY = Path.of("docs/openapi.json");
    private static final String RENEW = "mvn test -Dtest=OpenApiTest -Dopenapi.write=true";
    private TestServer server;
    private TestTenant tenant;
    private String text;
    private Document document;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        tenant = server.tenant("told");
        text = server.http().get("/api/openapi.json").send().text();
        document = new Document(text);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Of the application itself, without the feature that the tests add to it. */
    @Test
    void isTheCommittedCopyWhenNothingHasChanged() throws IOException {
        var routes = server.interior().routes().stream()
                .filter(route -> !route.path().startsWith("/api/v1/notes"))
                .toList();
        var now = ApiDocument.of(routes, "development").encodePrettily() + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(COPY, now);
        }

        assertThat(COPY).as("Renew it with: " + RENEW).hasContent(now);
    }

    @Test
    void isReadWithoutAComplaintWhenAnotherProgramReadsIt() {
        var read = new OpenAPIV3Parser().readContents(text);

        assertThat(read.getMessages()).isEmpty();
        assertThat(read.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(read.getOpenAPI().getPaths()).hasSizeGreaterThan(20);
    }

    @Test
    void namesEachOperationOnceWhenClientsAreMadeOfIt() {
        assertThat(document.operations())
                .extracting(operation -> operation.told().getString("operationId"))
                .doesNotHaveDuplicates();
        assertThat(document.operations())
                .extracting(operation -> operation.told().getString("summary"))
                .doesNotContain("");
    }

    @Test
    void holdsEveryRouteWhenTheServerHasIt() {
        var routes = server.interior().routes().stream()
                .filter(route -> route.answer().form() != Form.FILE)
                .map(route -> route.method() + " " + route.path());

        assertThat(document.operations())
                .extracting(Operation::toString)
                .containsExactlyInAnyOrderElementsOf(routes.toList());
    }

    /** Whatever is said to a stranger is in the document, too. */
    @Test
    void tellsTheRefusalWhenAStrangerAsks() {
        for (var operation : document.operations()) {
            var path = operation
                    .path()
                    .replace("{tenant_slug}", "told")
                    .replaceAll("\\{[a-z_]+}", UUID.randomUUID().toString());
            for (var slug : List.of("", "told")) {
                var request = server.http().request(operation.method(), path);
                var answer = (slug.isEmpty() ? request : request.tenant(slug)).send();

                assertThat(answer.status()).as("%s: %s", operation, answer).isNotIn(405, 500);
                if (operation.isWithoutParameter()) {
                    assertThat(answer.status()).as("%s: %s", operation, answer).isNotEqualTo(404);
                }
                document.assertTells(operation, answer);
            }
        }
    }

    @Test
    void tells304AndNothingElseWhenTheReaderHasItAlready() {
        var etag = server.http().get("/api/openapi.json").send().header("ETag");

        var again = server.http()
                .get("/api/openapi.json")
                .header("If-None-Match", etag)
                .send();

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
    }

    @CanIgnoreReturnValue
    private Answer told(String method, String path, Consumer<Request> filling, String... values) {
        var operation = document.operation(method, path);
        var filled = path;
        for (var value : values) {
            filled = filled.replaceFirst("\\{[a-z_]+}", value);
        }
        var request = server.http().request(method, filled);
        if (!filled.contains("told")) {
            request.tenant("told");
        }
        filling.accept(request);
        var answer = request.send();
        assertThat(answer.status()).as("%s: %s", operation, answer).isLessThan(400);
        document.assertTells(operation, answer);
        return answer;
    }

    @CanIgnoreReturnValue
    private Answer told(String token, String method, String path, Map<String, ?> body, String... values) {
        return told(method, path, request -> request.bearer(token).json(body), values);
    }

    @CanIgnoreReturnValue
    private Answer told(String token, String method, String path) {
        return told(method, path, request -> request.bearer(token));
    }

    @CanIgnoreReturnValue
    private Answer told(String token, String method, String path, String value) {
        return told(method, path, request -> request.bearer(token), value);
    }

    @Test
    void tellsTheAnswerWhenTheCallIsRightful() {
        for (var path : List.of(
                "/ping",
                "/health",
                "/status",
                "/api/openapi.json",
                "/api/docs",
                "/tenants/info",
                "/tenants/list",
                "/oauth/jwks",
                "/.well-known/openid-configuration")) {
            told("GET", path, request -> {});
        }
        told("GET", "/.well-known/openid-configuration/tenants/{tenant_slug}", request -> {}, "told");
        told("GET", "/.well-known/oauth-authorization-server/tenants/{tenant_slug}", request -> {}, "told");
        told(
                "POST",
                "/tenants/register",
                request -> request.json(Map.of(
                        "tenant_name",
                        "Another",
                        "tenant_slug",
                        "another",
                        "admin_username",
                        "admin",
                        "admin_email",
                        "admin@another.example",
                        "admin_password",
                        TestServer.PASSWORD)));
    }

    @Test
    void tellsTheAnswerWhenAMemberWorks() {
        var token = tenant.ownerToken("read write profile admin");
        told(token, "GET", "/api/protected");
        var product = told(token, "POST", "/api/v1/products", Map.of("sku", "told", "name", "Told", "price_cents", 1));
        var id = product.data().getString("id");
        told(token, "GET", "/api/v1/products");
        told(token, "GET", "/api/v1/products/{id}", id);
        told("GET", "/api/v1/products/{id}", request -> request.bearer(token).header("If-None-Match", "\"1\""), id);
        told(token, "PUT", "/api/v1/products/{id}", Map.of("sku", "told", "name", "Again", "price_cents", 2), id);
        told(token, "DELETE", "/api/v1/products/{id}", id);
        told(token, "GET", "/tenants/users");
        told(token, "GET", "/api/auth/consents");
        told(token, "GET", "/oauth/registration/policy");
        told(token, "PUT", "/oauth/registration/policy", Map.of("registration", "open"));
        told(token, "POST", "/oauth/registration/tokens", Map.of("note", "for a test"));
        told(token, "GET", "/oauth/registration/tokens");
    }

    @Test
    void tellsTheAnswerWhenAClientComesAndGoes() {
        var token = tenant.ownerToken("read write profile admin");
        var metadata = Map.of(
                "client_name",
                "Told",
                "redirect_uris",
                List.of("https://told.example/back"),
                "client_uri",
                "https://told.example",
                "contacts",
                List.of("somebody@told.example"),
                "default_max_age",
                60,
                "jwks",
                Map.of("keys", List.of()));
        var client = told(token, "POST", "/oauth/client/register", metadata).json();
        var id = client.getString("client_id");
        told(token, "GET", "/oauth/clients");
        told(token, "GET", "/oauth/clients/{id}", id);
        told(token, "PUT", "/oauth/clients/{id}", metadata, id);
        told(token, "POST", "/oauth/clients/{id}/secret", id);
        told(token, "DELETE", "/oauth/clients/{id}", id);

        told(token, "PUT", "/oauth/registration/policy", Map.of("registration", "open"));
        var own = told("POST", "/oauth/register", request -> request.json(metadata))
                .json();
        var managing = own.getString("registration_access_token");
        var ownId = own.getString("client_id");
        told(managing, "GET", "/oauth/register/{client_id}", ownId);
        told(managing, "PUT", "/oauth/register/{client_id}", with(metadata, ownId), ownId);
        told(managing, "DELETE", "/oauth/register/{client_id}", ownId);
    }

    private static Map<String, Object> with(Map<String, ?> metadata, String id) {
        return new JsonObject()
                .mergeIn(JsonObject.mapFrom(metadata))
                .put("client_id", id)
                .getMap();
    }

    @Test
    void tellsTheAnswerWhenTokensAreGivenAndEnded() {
        var client = tenant.client("read write profile email offline_access openid", "password", "refresh_token");
        var tokens = asked(
                        client,
                        "/oauth/token",
                        "grant_type",
                        "password",
                        "username",
                        "admin",
                        "password",
                        TestServer.PASSWORD,
                        "scope",
                        "openid profile email offline_access")
                .json();
        told(tokens.getString("access_token"), "GET", "/oauth/userinfo");
        told("POST", "/oauth/userinfo", request -> request.form("access_token", tokens.getString("access_token")));
        asked(client, "/oauth/introspect", "token", tokens.getString("access_token"));
        asked(client, "/oauth/introspect", "token", "none");
        asked(client, "/oauth/revoke", "token", tokens.getString("access_token"));

        var credentials = Map.of("username", "admin", "password", TestServer.PASSWORD);
        var session = told("POST", "/oauth/login", request -> request.json(credentials));
        told(
                "POST",
                "/oauth/logout",
                request -> request.header("Cookie", session.header("set-cookie").split(";", 2)[0]));
        var first = told("POST", "/api/auth/login", request -> request.json(credentials))
                .data();
        var next = told(
                        "POST",
                        "/api/auth/refresh",
                        request -> request.json(Map.of("refresh_token", first.getString("refresh_token"))))
                .data();
        told(next.getString("access_token"), "POST", "/api/auth/logout");
        told("GET", "/oauth/end_session", request -> {});
    }

    @CanIgnoreReturnValue
    private Answer asked(TestClient client, String path, String... parameters) {
        var answer = client.asking(path, parameters).send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        document.assertTells(document.operation("POST", path), answer);
        return answer;
    }
}

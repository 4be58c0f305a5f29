package dev.tenantry.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.view.Templates;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
@Isolated("what is said within a second is measured")
class FrontendTest {
    private static final Map<String, String> ASSETS = Map.of("app.css", "a", "app.js", "b", "favicon.svg", "c");
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self' %s; base-uri 'none'; frame-ancestors 'none'";

    @Test
    void askForHealthWhenApiIsUpThenHealthy(Vertx vertx) {
        var answer = Site.saying(vertx, Site.UP).get("/health");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new JsonObject(answer.body())).isEqualTo(health("up"));
    }

    @Test
    void askForHealthWhenApiIsDownThenHealthyAllTheSame(Vertx vertx) {
        var answer = Site.withoutApi(vertx).get("/health");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(new JsonObject(answer.body())).isEqualTo(health("down"));
    }

    @Test
    void askForHealthWhenApiHangsThenAnswersWithinASecond(Vertx vertx) {
        var site = Site.before(vertx, request -> {});
        var asked = Instant.now();
        assertThat(new JsonObject(site.get("/health").body())).isEqualTo(health("down"));
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing-here",
                "/static",
                "/static/",
                "/static/unknown.css",
                "/static/../templates/layout.ftl",
                "/static/%2e%2e/templates/layout.ftl",
                "/static/..%2ftemplates%2flayout.ftl",
                "/static/%252e%252e/logback.xml",
                "/static/..%5c..%5clogback.xml",
                "/static//etc/passwd",
                "/%3Cscript%3Ealert(1)%3C/script%3E"
            })
    void readWhenThereIsNothingThenNotFoundPage(String path, Vertx vertx) {
        var site = Site.withoutApi(vertx);
        var page = site.get(path);
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.headers().get("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.headers().get("Content-Security-Policy")).isEqualTo(POLICY.formatted(site.api));
        assertThat(page.body())
                .contains("There is no page at this address", page.headers().get("X-Request-Id"))
                .doesNotContain("<script>");
    }

    @Test
    void postWhenPageCanOnlyBeReadThenNotAllowedPage(Vertx vertx) {
        var page = Site.withoutApi(vertx).send(HttpMethod.POST, "/", Map.of());
        assertThat(page.status()).isEqualTo(405);
        assertThat(page.body()).contains("This page cannot be used that way");
    }

    @Test
    void renderWhenFailureWasNotExpectedThenNothingOfItIsTold() {
        var errors = new ErrorPage(new Pages(new Templates(), ASSETS, URI.create("http://localhost:8080")));
        var page = errors.render(new IllegalStateException("password is hunter2"), "request-1");
        assertThat(page.status()).isEqualTo(500);
        assertThat(page.body().toString())
                .contains("Something went wrong on our side", "request-1")
                .doesNotContain("hunter2");
    }

    @Test
    void readWhenPageIsReadThenItsPolicyAllowsOnlyOurOwnFiles(Vertx vertx) {
        var site = Site.saying(vertx, Site.UP);
        var page = site.get("/");
        assertThat(page.headers().getAll("Content-Security-Policy")).containsExactly(POLICY.formatted(site.api));
        assertThat(page.headers().get("Cache-Control")).isEqualTo("no-store");
        assertThat(page.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.body())
                .doesNotContain("<style", " style=", "javascript:")
                .doesNotContainPattern("<script(?! src=)")
                .doesNotContainPattern(" on[a-z]+=");
    }

    @ParameterizedTest
    @CsvSource({
        "app.css,     text/css; charset=utf-8",
        "app.js,      text/javascript; charset=utf-8",
        "favicon.svg, image/svg+xml"
    })
    void readWhenFileIsStaticThenItHasItsTypeAndMayBeKept(String name, String type, Vertx vertx) {
        var site = Site.withoutApi(vertx);
        var file = site.get("/static/" + name);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.headers().get("Content-Type")).isEqualTo(type);
        assertThat(file.headers().getAll("Cache-Control")).containsExactly("public, max-age=3600");
        assertThat(file.body()).isNotBlank();
        assertThat(site.get("/").body()).contains("/static/" + name + "?v=");
    }

    @Test
    void readAgainWhenFileHasNotChangedThenItIsNotSentAgain(Vertx vertx) {
        var site = Site.withoutApi(vertx);
        var tag = site.get("/static/app.css").headers().get("ETag");
        for (var known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            var again = site.send(HttpMethod.GET, "/static/app.css", Map.of("If-None-Match", known));
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.headers().get("ETag")).isEqualTo(tag);
            assertThat(again.body()).isEmpty();
        }
        var changed = site.send(HttpMethod.GET, "/static/app.css", Map.of("If-None-Match", "\"other\""));
        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void askForHeadersWhenFileIsStaticThenThereIsNoBody(Vertx vertx) {
        var answer = Site.withoutApi(vertx).send(HttpMethod.HEAD, "/static/app.css", Map.of());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("ETag")).isNotNull();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void renderWhenPageBringsBlocksThenTheyAreInTheirPlaces() {
        var page = sample(List.of());
        assertThat(page).contains("<title>A &amp; B</title>", "<p>content</p>").doesNotContain("class=\"flash");
        assertThat(page.indexOf("<meta name=\"sample\"")).isBetween(0, page.indexOf("</head>"));
        assertThat(page.indexOf("/static/sample.js"))
                .isBetween(page.indexOf("<p>content</p>"), page.indexOf("</body>"));
    }

    @Test
    void renderWhenThereAreMessagesThenEachIsShownInItsKind() {
        var page = sample(List.of(
                Map.of("kind", "success", "text", "Saved <b>it</b>"),
                Map.of("kind", "error", "text", "Not sent"),
                Map.of("kind", "\"><script>", "text", "Of no known kind")));
        assertThat(page)
                .contains("data-flash=\"success\"", "Saved &lt;b&gt;it&lt;/b&gt;")
                .contains("role=\"alert\" data-flash=\"error\"", "data-flash=\"info\"")
                .doesNotContain("\"><script>");
    }

    private static String sample(List<Map<String, String>> flashes) {
        var pages = new Pages(new Templates(), ASSETS, URI.create("http://localhost:8080"));
        return pages.show(200, "flash-sample.ftl", Map.of("flashes", flashes))
                .body()
                .toString();
    }

    private static JsonObject health(String api) {
        var data = new JsonObject().put("status", "healthy").put("checks", new JsonObject().put("api", api));
        return new JsonObject().put("success", true).put("data", data).putNull("error");
    }
}

package dev.tenantry.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class WelcomePageTest {

    @Test
    void readWhenApiIsUpThenShowsWhatItSaysOfItself(Vertx vertx) {
        var page = Site.saying(vertx, Site.UP).get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().get("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("data-state=\"up\"", ">0.1.0<", ">development<", ">1 day, 1 hour<")
                .doesNotContain("does not answer");
    }

    @Test
    void readWhenDatabaseIsDownThenSaysSo(Vertx vertx) {
        var page = Site.saying(vertx, Site.STATUS.formatted("down")).get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("data-state=\"impaired\"", "its database does not answer");
    }

    @Test
    void readWhenApiIsDownThenSaysSoAndIsStillThere(Vertx vertx) {
        var site = Site.withoutApi(vertx);
        assertDoesNotAnswer(site);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>It works!</html>",
                "{\"success\":true}",
                "{\"success\":true,\"data\":{}}",
                "{\"success\":false,\"data\":null,\"error\":\"no\"}",
                "{\"success\":true,\"data\":{\"version\":7,\"environment\":[],\"uptime_seconds\":\"long\"}}"
            })
    void readWhenApiTalksGarbageThenSaysItDoesNotAnswer(String garbage, Vertx vertx) {
        assertDoesNotAnswer(Site.saying(vertx, garbage));
    }

    @Test
    void readWhenApiTalksWithoutEndThenSaysItDoesNotAnswer(Vertx vertx) {
        assertDoesNotAnswer(Site.saying(vertx, " ".repeat(1 << 20) + Site.UP));
    }

    @Test
    void readWhenApiRedirectsThenItIsNotFollowed(Vertx vertx) {
        var followed = new AtomicInteger();
        var site = Site.before(vertx, request -> {
            if (request.path().equals("/status")) {
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/elsewhere")
                        .end();
            } else {
                followed.incrementAndGet();
                request.response().end(Site.UP);
            }
        });
        assertDoesNotAnswer(site);
        assertThat(followed).hasValue(0);
    }

    @Test
    void readWhenApiHangsThenSaysSoWithinThreeSeconds(Vertx vertx) {
        var asked = Instant.now();
        assertDoesNotAnswer(Site.before(vertx, request -> {}));
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void readWhenApiDribblesThenSaysSoWithinThreeSeconds(Vertx vertx) {
        var site = Site.before(vertx, request -> {
            var response = request.response().setChunked(true);
            var writing = vertx.setPeriodic(100, tick -> response.write(" "));
            response.closeHandler(closed -> vertx.cancelTimer(writing));
        });
        var asked = Instant.now();
        assertDoesNotAnswer(site);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void readWhenManyReadAtOnceThenApiIsAskedOnce(Vertx vertx) {
        var asked = new AtomicInteger();
        var site = Site.before(vertx, request -> {
            asked.incrementAndGet();
            vertx.setTimer(200, tick -> request.response().end(Site.UP));
        });
        var first = site.start(HttpMethod.GET, "/", Map.of());
        var second = site.start(HttpMethod.GET, "/", Map.of());
        assertThat(Site.await(first).body()).contains("data-state=\"up\"");
        assertThat(Site.await(second).body()).contains("data-state=\"up\"");
        assertThat(asked).hasValue(1);
    }

    @Test
    void readWhenApiIsHostileThenItsWordsAreText(Vertx vertx) {
        var hostile = "<script>alert('x')</script>\\\"&${1+1}";
        var page = Site.saying(vertx, Site.UP.replace("0.1.0", hostile).replace("development", hostile))
                .get("/");
        assertThat(page.body())
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;${1+1}");
    }

    @Test
    void readWhenApiIsNewerThenWhatItSaysMoreIsPassedOver(Vertx vertx) {
        var newer = Site.UP
                .replace("\"name\"", "\"region\":\"eu\",\"name\"")
                .replace("\"error\"", "\"links\":{},\"error\"");
        assertThat(Site.saying(vertx, newer).get("/").body()).contains("data-state=\"up\"");
    }

    @Test
    void readWhenItIsTheFirstVisitThenShowsWhatToDoNext(Vertx vertx) {
        var site = Site.withoutApi(vertx);
        assertThat(site.get("/").body())
                .contains("curl -X POST " + site.api + "/tenants/register \\\n"
                        + "  -H \"Content-Type: application/json\" \\\n"
                        + "  -d '{\"tenant_name\": \"Acme Corp\",\n")
                .contains("curl -H \"X-Tenant-Slug: acme\" " + site.api + "/tenants/info")
                .contains(site.api + "/oauth/login", site.api + "/oauth/token", site.api + "/api/protected")
                .contains("href=\"/health\"", site.api + "/ping\"", site.api + "/status\"");
    }

    @Test
    void askForHeadersWhenApiIsUpThenThereIsNoBody(Vertx vertx) {
        var answer = Site.saying(vertx, Site.UP).send(HttpMethod.HEAD, "/", Map.of());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).isEmpty();
    }

    private static void assertDoesNotAnswer(Site site) {
        var page = site.get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .containsPattern("The API at <span class=\"url\">" + site.api + "</span> does not answer\\.")
                .contains("Quick start");
    }
}

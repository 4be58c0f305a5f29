package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Http;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who a request comes from, as the access log has it; and what no header of a proxy can change (A71). */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustedProxiesTest {
    private final Logger access = (Logger) LoggerFactory.getLogger("access");
    private final CopyOnWriteArrayList<String> lines = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };
    private Level before;
    private TestServer behindProxy;
    private TestServer alone;

    @BeforeAll
    void open(Vertx vertx) {
        before = access.getLevel();
        access.setLevel(Level.INFO);
        appender.start();
        access.addAppender(appender);
        behindProxy = TestServer.start(vertx, Map.of("TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8, fd00::/8"));
        alone = TestServer.start(vertx, Map.of());
        behindProxy.tenant("acme");
    }

    @AfterAll
    void close() {
        behindProxy.close();
        alone.close();
        access.detachAppender(appender);
        access.setLevel(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what the header says                      | whose request it is
                "203.0.113.7                                 | 203.0.113.7",
                "198.51.100.1, 203.0.113.7                   | 203.0.113.7",
                "127.0.0.1, 203.0.113.7, 10.1.2.3            | 203.0.113.7",
                "203.0.113.7,10.1.2.3,fd00::1                | 203.0.113.7",
                "2001:DB8::7                                 | 2001:db8::7",
                "::ffff:203.0.113.7                          | 203.0.113.7",
                "10.9.9.9                                    | 10.9.9.9",
                "203.0.113.7, unknown, 10.1.2.3              | 10.1.2.3",
                "203.0.113.7, <script>                       | 127.0.0.1",
                "203.0.113.7:443                             | 127.0.0.1",
                "''                                          | 127.0.0.1"
            })
    void askWhenATrustedProxyIsBetweenThenTheLastOneItDidNotTrustIsTheClient(String header, String client) {
        assertThat(clientOf(behindProxy.http(), header)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "127.0.0.1, 203.0.113.7"})
    void askWhenNobodyIsTrustedThenTheHeaderIsNothing(String header) {
        assertThat(clientOf(alone.http(), header)).isEqualTo("127.0.0.1");
    }

    private String clientOf(Http http, String header) {
        var id = UUID.randomUUID().toString();
        var answer = http.get("/ping")
                .header("X-Request-Id", id)
                .header("X-Forwarded-For", header)
                .header("X-Real-IP", "192.0.2.66")
                .header("Forwarded", "for=192.0.2.66;proto=https;host=evil.example")
                .send();
        assertThat(answer.status()).isEqualTo(200);
        Await.until("its line", () -> lines.stream().anyMatch(line -> line.contains(id)));
        var line = lines.stream().filter(text -> text.contains(id)).findFirst().orElseThrow();
        return new JsonObject(line).getString("remote");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Host,   evil.example",
        "X-Forwarded-Proto,  https",
        "X-Forwarded-Port,   444",
        "X-Forwarded-Server, evil.example",
        "X-Forwarded-Prefix, /evil",
        "X-Original-Host,    evil.example",
        "Forwarded,          host=evil.example;proto=https",
        "Host,               evil.example"
    })
    void askWhenATrustedProxySaysMoreThenIssuerAndCookieStayTheSame(String header, String value) {
        var http = behindProxy.http();
        var info = http.get("/tenants/acme/info");
        var login = http.post("/tenants/acme/oauth/login")
                .json(Map.of("username", "admin", "password", TestServer.PASSWORD));
        var told = (header.equals("Host") ? info.host(value) : info.header(header, value)).send();
        var signedIn = (header.equals("Host") ? login.host(value) : login.header(header, value)).send();

        assertThat(told.data().getString("issuer")).isEqualTo("http://localhost:8080/tenants/acme");
        assertThat(told.headers().contains("Strict-Transport-Security")).isFalse();
        assertThat(told.toString()).doesNotContain("evil");
        assertThat(signedIn.header("set-cookie"))
                .startsWith("tenantry_session_acme=")
                .doesNotContain("Secure", "evil");
    }
}

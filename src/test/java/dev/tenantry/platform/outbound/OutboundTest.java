package dev.tenantry.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.config.BackendConfig;
import dev.tenantry.testing.Await;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server asks nobody inside on a stranger's behalf (A77). */
@ExtendWith(VertxExtension.class)
class OutboundTest {
    private static SelfSignedCertificate certificate;
    private static final BackendConfig.Outbound PRODUCTION = new BackendConfig.Outbound(false, Optional.empty());
    private static final BackendConfig.Outbound DEVELOPMENT = new BackendConfig.Outbound(true, Optional.empty());
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer secure;
    private HttpServer plain;

    @BeforeAll
    static void certify() {
        certificate = SelfSignedCertificate.create("localhost");
    }

    @AfterAll
    static void forget() {
        certificate.delete();
    }

    @BeforeEach
    void start(Vertx vertx) {
        secure = listening(vertx, new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()));
        plain = listening(vertx, new HttpServerOptions());
    }

    private HttpServer listening(Vertx vertx, HttpServerOptions options) {
        return Await.result(vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> {
                    asked.add(request.authority() + " " + request.path());
                    var response = request.response();
                    switch (request.path()) {
                        case "/list" -> response.end("[\"https://app.example/cb\"]");
                        case "/redirect" ->
                            response.setStatusCode(302)
                                    .putHeader("Location", "http://localhost:" + plain.actualPort() + "/list")
                                    .end();
                        case "/large" -> response.end(Buffer.buffer("x".repeat(300_000)));
                        case "/endless" -> {
                            response.setChunked(true);
                            endless(vertx, response);
                        }
                        case "/never" -> {}
                        default -> response.setStatusCode(404).end();
                    }
                })
                .listen());
    }

    private static void endless(Vertx vertx, HttpServerResponse response) {
        response.write("x");
        vertx.setTimer(100, again -> {
            if (!response.closed()) {
                endless(vertx, response);
            }
        });
    }

    @AfterEach
    void stop() {
        Await.result(secure.close());
        Await.result(plain.close());
    }

    private String ca() {
        try {
            return Files.readString(Path.of(certificate.certificatePath()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI at(String path) {
        return URI.create("https://localhost:" + secure.actualPort() + path);
    }

    private static Function<String, List<InetAddress>> resolving(String... addresses) {
        return host -> Arrays.stream(addresses).map(OutboundTest::address).toList();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void assertRefused(Outbound outbound, URI address) {
        assertThatThrownBy(() -> Await.result(outbound.get(address)))
                .isInstanceOf(OutboundException.class)
                .hasMessageNotContaining("127.0.0.1");
    }

    /** Before it connects, and not because of what it finds there. */
    private static void assertInside(Outbound outbound, URI address) {
        assertThatThrownBy(() -> Await.result(outbound.get(address)))
                .isInstanceOf(OutboundException.class)
                .hasMessage("its host is not a public one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "2130706433",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:10.0.0.1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[fe80::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[ff02::1]",
                "[2001:db8::1]"
            })
    void refusesWhenTheAddressIsNotPublic(String host, Vertx vertx) {
        assertInside(
                new Outbound(vertx, PRODUCTION), URI.create("https://" + host + ":" + secure.actualPort() + "/list"));
        assertThat(asked).isEmpty();
    }

    @Test
    void tellsPublicFromOtherAddressesWhenAsked() {
        for (var literal :
                List.of("1.1.1.1", "172.32.0.1", "172.15.0.1", "100.128.0.1", "2606:4700::1111", "223.255.255.1")) {
            assertThat(PublicAddress.is(address(literal))).as(literal).isTrue();
        }
    }

    @Test
    void refusesWhenOneOfTheNamesAddressesIsNotPublic(Vertx vertx) {
        var outbound = new Outbound(vertx, PRODUCTION, resolving("1.1.1.1", "127.0.0.1"));

        assertInside(outbound, URI.create("https://rebind.example:" + secure.actualPort() + "/list"));
        assertThat(asked).isEmpty();
    }

    @Test
    void asksForTheNameOnceWhenItConnectsThenToTheAddressThatWasJudged(Vertx vertx) {
        var answers = new AtomicInteger();
        Function<String, List<InetAddress>> rebinding =
                host -> List.of(address(answers.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1"));
        var outbound = new Outbound(vertx, new BackendConfig.Outbound(true, Optional.of(ca())), rebinding);

        // The name's certificate is asked for and not the address's: there is none for this name.
        assertRefused(outbound, URI.create("https://rebind.example:" + secure.actualPort() + "/list"));
        assertThat(answers).hasValue(1);

        var plainly = new Outbound(vertx, DEVELOPMENT, resolving("127.0.0.1"));
        assertThat(Await.result(plainly.get(URI.create("http://rebind.example:" + plain.actualPort() + "/list")))
                        .toString())
                .contains("app.example");
        assertThat(asked).containsExactly("rebind.example:" + plain.actualPort() + " /list");
    }

    @Test
    void fetchesWhenDevelopmentAllowsLoopbackAndTrustsTheCa(Vertx vertx) {
        var outbound = new Outbound(vertx, new BackendConfig.Outbound(true, Optional.of(ca())));

        assertThat(Await.result(outbound.get(at("/list"))).toString()).isEqualTo("[\"https://app.example/cb\"]");
    }

    @Test
    void refusesWhenTheCertificateIsNotTrusted(Vertx vertx) {
        assertRefused(new Outbound(vertx, DEVELOPMENT), at("/list"));
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesPrivateAddressesWhenDevelopmentAllowsLoopback(Vertx vertx) {
        assertInside(new Outbound(vertx, DEVELOPMENT), URI.create("https://10.0.0.1/"));
        assertInside(new Outbound(vertx, DEVELOPMENT, resolving("1.1.1.1")), URI.create("http://plain.example/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/x",
                "ftp://localhost/x",
                "file:///etc/passwd",
                "https:///x",
                "gopher://localhost"
            })
    void refusesWhenItIsNotHttps(String address, Vertx vertx) {
        assertRefused(new Outbound(vertx, PRODUCTION), URI.create(address));
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesWhenTheAnswerIsARedirectThenDoesNotGoThere(Vertx vertx) {
        assertRefused(new Outbound(vertx, new BackendConfig.Outbound(true, Optional.of(ca()))), at("/redirect"));
        assertThat(asked).containsExactly("localhost:" + secure.actualPort() + " /redirect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/endless", "/never", "/missing"})
    void refusesWhenTheAnswerIsTooLargeTooSlowOrNone(String path, Vertx vertx) {
        var outbound = new Outbound(vertx, new BackendConfig.Outbound(true, Optional.of(ca())));
        var from = System.nanoTime();

        assertRefused(outbound, at(path));

        assertThat((System.nanoTime() - from) / 1_000_000_000).isLessThan(8);
    }
}

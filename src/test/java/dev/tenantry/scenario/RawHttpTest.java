package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-mannered client would send, byte by byte. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawHttpTest {
    private TestServer server;

    @BeforeAll
    void start(Vertx vertx) {
        server = TestServer.start(vertx, Map.of());
        server.tenant("acme");
        server.tenant("beta");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.http().port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** The request line and headers, with the empty line after them. */
    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Everything until the server closes the connection. */
    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The answer's first line. */
    private static String status(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int next = socket.getInputStream().read();
                next >= 0 && next != '\n';
                next = socket.getInputStream().read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Test
    void speaksNoHttp2WhenAClientBeginsWithIt() throws IOException {
        try (var socket = connect()) {
            write(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            // Told by the server below the router, in words: a frame would begin with its length.
            assertThat(all(socket)).startsWith("HTTP/2.0 501 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /tenants/info HTTP/1.1\r\nHost: acme.localhost\r\nHost: beta.localhost\r\n\r\n",
                "GET http://beta.localhost/tenants/info HTTP/1.1\r\nHost: acme.localhost\r\n\r\n",
                "GET /tenants/info HTTP/1.1\r\nHost: acme.localhost\r\nBad Header: x\r\n\r\n",
                "GET /\u0001 HTTP/1.1\r\nHost: acme.localhost\r\nContent-Length: -1\r\n\r\n"
            })
    void refusesWhenARequestIsAmbiguousOrUnreadable(String request) throws IOException {
        try (var socket = connect()) {
            write(socket, request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

            assertThat(all(socket))
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("X-Request-Id: ")
                    .contains("\"code\":\"invalid_input\"");
        }
    }

    @Test
    void saysWhichPartIsTooLongWhenAddressOrHeadersAre() throws IOException {
        try (var socket = connect()) {
            write(socket, "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(status(socket)).contains(" 414 ");
        }
        try (var socket = connect()) {
            write(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(40_000) + "\r\n\r\n");
            assertThat(status(socket)).contains(" 431 ");
        }
    }

    @Test
    void acceptsTheAbsoluteFormWhenItNamesTheSameHost() throws IOException {
        try (var socket = connect()) {
            write(
                    socket,
                    head(
                            "GET http://acme.localhost/tenants/info HTTP/1.1",
                            "Host: acme.localhost",
                            "Connection: close"));

            assertThat(all(socket)).startsWith("HTTP/1.1 200").contains("\"slug\":\"acme\"");
        }
    }

    @Test
    void asksForTheBodyWhenTheClientWaitsToBeAsked() throws IOException {
        try (var socket = connect()) {
            write(
                    socket,
                    head(
                            "POST /oauth/login HTTP/1.1",
                            "Host: acme.localhost",
                            "Content-Type: application/json",
                            "Content-Length: 2",
                            "Expect: 100-continue",
                            "Connection: close"));
            assertThat(status(socket)).isEqualTo("HTTP/1.1 100 Continue");
            write(socket, "{}");

            assertThat(all(socket)).contains("HTTP/1.1 400 ");
        }
    }

    @Test
    void asksForNothingWhenTheRequestIsRefusedAnyway() throws IOException {
        try (var socket = connect()) {
            write(
                    socket,
                    head(
                            "POST /api/v1/products HTTP/1.1",
                            "Host: acme.localhost",
                            "Content-Type: application/json",
                            "Content-Length: 2",
                            "Expect: 100-continue"));

            assertThat(status(socket)).isEqualTo("HTTP/1.1 401 Unauthorized");
        }
    }

    @Test
    void closesTheConnectionWhenARefusedBodyDoesNotEnd() throws IOException {
        try (var socket = connect()) {
            write(socket, head("POST /nowhere HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked"));
            assertThat(status(socket)).startsWith("HTTP/1.1 404");
            var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            int sent = 0;
            try {
                for (; sent < 1_000; sent++) {
                    write(socket, chunk);
                }
            } catch (SocketException closed) {
                // as announced
            }
            assertThat(sent)
                    .as("chunks of 64 KiB before the connection was closed")
                    .isLessThan(1_000);
        }
    }

    @Test
    void answersTheOthersWhenAClientLeavesInTheMiddleOfItsBody() throws IOException {
        try (var socket = connect()) {
            write(
                    socket,
                    head(
                                    "POST /oauth/login HTTP/1.1",
                                    "Host: acme.localhost",
                                    "Content-Type: application/json",
                                    "Content-Length: 200")
                            + "{\"user");
        }

        assertThat(server.http().get("/ping").send().status()).isEqualTo(200);
    }
}

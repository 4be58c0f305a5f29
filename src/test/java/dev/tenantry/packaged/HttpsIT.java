package dev.tenantry.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.DataFolders;
import dev.tenantry.testing.PackagedServer;
import dev.tenantry.testing.TestCertificate;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** https from the jar itself, with a pair by variable. */
@ExtendWith(VertxExtension.class)
class HttpsIT {

    @TempDir
    Path folder;

    @Test
    void speaksHttpsOnBothPortsWhenAPairIsGiven(Vertx vertx) throws Exception {
        var own = TestCertificate.make(folder, "EC");
        var key = Files.writeString(folder.resolve("privkey.pem"), own.key());
        var variables = Map.of("TLS_CERT", own.certificate(), "TLS_KEY_FILE", key.toString());
        DataFolders.copyInto(folder);
        try (var server = PackagedServer.start(folder, variables)) {
            var api = server.api(vertx, own.certificate());
            var issuer = "https://localhost:" + server.apiPort();
            assertThat(server.output()).contains("API       " + issuer);
            Await.until("it says where the pages are", () -> server.output().contains("Frontend  https://localhost:"));

            var acme = TestTenant.register(api, "acme");
            var info = api.get("/tenants/info").tenant("acme").send();
            assertThat(info.data().getString("issuer")).isEqualTo(issuer + "/tenants/acme");
            assertThat(info.header("strict-transport-security")).isEqualTo("max-age=31536000");

            var login = api.post("/oauth/login")
                    .tenant("acme")
                    .json(Map.of("username", "admin", "password", TestServer.PASSWORD))
                    .send();
            assertThat(login.header("set-cookie"))
                    .startsWith("__Host-tenantry_session_acme=")
                    .contains("; Secure", "; HTTPOnly", "; Path=/")
                    .doesNotContain("Domain");
            assertThat(acme.client("read", "password").password().getString("access_token"))
                    .isNotBlank();

            var page = server.frontend(vertx, own.certificate()).get("/").send();
            assertThat(page.text()).as("the pages reach the API by https").contains("data-state=\"up\"");
            assertThat(page.header("strict-transport-security")).isEqualTo("max-age=31536000");

            assertThatThrownBy(() -> server.api(vertx).get("/ping").send())
                    .as("no plain http on that port")
                    .isNotNull();
            assertThat(handshake(server.apiPort(), "TLSv1.3")).isEqualTo("TLSv1.3");
            assertThat(handshake(server.apiPort(), "TLSv1.2")).isEqualTo("TLSv1.2");
            assertThat(server.output()).doesNotContain("PRIVATE KEY");
        }
    }

    @Test
    void pagesDoNotTrustWhoeverAnswersWhenTheirApiShowsAnotherCertificate(Vertx vertx) {
        var own = TestCertificate.make(folder, "EC");
        var other = TestCertificate.make(folder, "EC");
        var tls = Map.of("TLS_CERT", own.certificate(), "TLS_KEY", own.key());
        DataFolders.copyInto(folder.resolve("api"));
        try (var api = PackagedServer.start(folder.resolve("api"), tls, "serve", "--only", "api")) {
            var url = "https://localhost:" + api.apiPort();
            for (var trusted : Map.of(own, "up", other, "down").entrySet()) {
                var variables =
                        Map.of("API_URL", url, "API_CA", trusted.getKey().certificate());
                try (var pages = PackagedServer.start(
                        folder.resolve(trusted.getValue()), variables, "serve", "--only", "frontend")) {
                    assertThat(pages.frontend(vertx).get("/").send().text())
                            .contains("data-state=\"" + trusted.getValue() + "\"");
                }
            }
        }
    }

    @Test
    void saysSoInOneLineWhenThePairIsNone() {
        var own = TestCertificate.make(folder, "EC");
        var other = TestCertificate.make(folder, "EC");
        var server = PackagedServer.launch(folder, Map.of("TLS_CERT", own.certificate(), "TLS_KEY", other.key()));

        assertThat(server.exitCode()).isNotZero();
        assertThat(server.output().strip()).isEqualTo("TLS_KEY is not the key of the first certificate in TLS_CERT.");
    }

    /** The version both agree on. */
    private static String handshake(int port, String version) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return socket.getSession().getProtocol();
        } catch (SSLException e) {
            return "refused";
        }
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

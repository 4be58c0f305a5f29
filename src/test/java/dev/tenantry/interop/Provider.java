package dev.tenantry.interop;

import com.sun.net.httpserver.HttpServer;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.Chromium;
import dev.tenantry.testing.Http;
import dev.tenantry.testing.PackagedServer;
import dev.tenantry.testing.TestCertificate;
import dev.tenantry.testing.TestClient;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * The jar as an OpenID provider over https with two tenants, a browser that its owners sign in with, and a place for
 * browsers to come back to.
 */
final class Provider implements AutoCloseable {
    final TestCertificate certificate;
    private final PackagedServer server;
    private final ChromeDriver browser;
    private final HttpServer client;
    private final Http api;

    private Provider(TestCertificate certificate, PackagedServer server, Http api, HttpServer client) {
        this.certificate = certificate;
        this.server = server;
        this.api = api;
        this.client = client;
        this.browser = Chromium.open();
    }

    static Provider open(Vertx vertx, Path folder) {
        var certificate = TestCertificate.make(folder, "EC");
        var server = PackagedServer.start(
                folder, Map.of("TLS_CERT", certificate.certificate(), "TLS_KEY", certificate.key()));
        var api = server.api(vertx, certificate.certificate());
        for (var slug : List.of("acme", "beta")) {
            var registered = TestTenant.register(api, slug);
            assert registered.slug().equals(slug);
        }
        return new Provider(certificate, server, api, client());
    }

    private static HttpServer client() {
        try {
            var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            server.createContext("/", exchange -> {
                var words = "back at the client".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, words.length);
                exchange.getResponseBody().write(words);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String issuer(String tenant) {
        return "https://localhost:" + server.apiPort() + "/tenants/" + tenant;
    }

    String redirectUri() {
        return "http://localhost:" + client.getAddress().getPort() + "/callback";
    }

    String afterLogout() {
        return "http://localhost:" + client.getAddress().getPort() + "/bye";
    }

    /** A client the owner registers: with a secret, or public. */
    TestClient register(String tenant, boolean confidential) {
        var info = api.get("/tenants/info").tenant(tenant).send().data();
        return new TestTenant(api, tenant, info.getString("id"))
                .registered(new JsonObject()
                        .put("client_name", "A relying party")
                        .put("redirect_uris", new JsonArray(List.of(redirectUri())))
                        .put("post_logout_redirect_uris", new JsonArray(List.of(afterLogout())))
                        .put("grant_types", new JsonArray(List.of("authorization_code", "refresh_token")))
                        .put("token_endpoint_auth_method", confidential ? "client_secret_basic" : "none")
                        .put("scope", "openid profile email read"));
    }

    /** Another person sits down: whoever was signed in is forgotten. */
    void newBrowser() {
        var cleared = browser.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        assert cleared != null;
    }

    /** Opens the address, signs in and allows whatever is asked for, until the browser is back at the client. */
    URI browse(String url) {
        browser.get(url);
        Await.until("the browser is back at the client", () -> {
            var at = String.valueOf(browser.getCurrentUrl());
            if (at.startsWith(redirectUri()) || at.startsWith(afterLogout())) {
                return true;
            }
            var password = browser.findElements(By.id("password"));
            var allow = browser.findElements(By.cssSelector("button[value=allow]"));
            if (!password.isEmpty()) {
                browser.findElement(By.id("username")).sendKeys("admin");
                password.get(0).sendKeys(TestServer.PASSWORD);
                browser.findElement(By.cssSelector("button[type=submit]")).click();
            } else if (!allow.isEmpty()) {
                allow.get(0).click();
            }
            return false;
        });
        return URI.create(String.valueOf(browser.getCurrentUrl()));
    }

    @Override
    public void close() {
        browser.quit();
        client.stop(0);
        server.close();
    }
}

package dev.tenantry.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Chromium;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The page at {@code /api/docs} as a real browser shows it. */
@Tag("interop")
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsPageTest {
    private TestServer server;
    private ChromeDriver browser;

    @BeforeAll
    void open(Vertx vertx) {
        assumeTrue(Chromium.isThere(), Chromium.NEEDED);
        server = TestServer.start(vertx, Map.of());
        browser = Chromium.open();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.quit();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280,800", "390,844"})
    void callsTheApiWithoutComplaintWhenSomebodyTriesItOut(int width, int height) throws IOException {
        var slug = "docs" + width;
        var token = server.tenant(slug).ownerToken("read write");
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));

        browser.get("http://127.0.0.1:" + server.http().port() + "/api/docs");
        Await.until("the page is there", () -> !all("#docs .info").isEmpty());
        keep("docs-" + width);
        Await.until("the routes are there", () -> !all(".opblock").isEmpty());
        assertThat(browser.executeScript(
                        "const page = document.documentElement; return page.scrollWidth - page.clientWidth"))
                .as("nothing reaches over the edge")
                .isEqualTo(0L);

        click(".btn.authorize");
        browser.findElement(By.cssSelector(".auth-container input[type=text]")).sendKeys(token);
        click(".auth-container .btn.authorize");
        click(".auth-btn-wrapper .btn-done");
        click("#operations-products-getApiV1Products .opblock-summary-control");
        Await.until("it is open", () -> !all(".try-out__btn").isEmpty());
        click(".try-out__btn");
        browser.findElement(By.cssSelector("tr[data-param-name=X-Tenant-Slug] input"))
                .sendKeys(slug, Keys.TAB);
        click(".btn.execute");
        Await.until(
                "it is answered",
                () -> !all(".live-responses-table tr.response").isEmpty());
        assertThat(browser.findElement(By.cssSelector(".live-responses-table tr.response td.response-col_status"))
                        .getText())
                .startsWith("200");
        keep("docs-tried-" + width);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .as("no script or policy complains")
                .isEmpty();
    }

    private List<WebElement> all(String selector) {
        return browser.findElements(By.cssSelector(selector));
    }

    private void click(String selector) {
        browser.executeScript("arguments[0].click()", browser.findElement(By.cssSelector(selector)));
    }

    /** For people to look at. */
    private void keep(String name) throws IOException {
        var folder = Files.createDirectories(Path.of("target/screenshots"));
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}

package dev.tenantry.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenantry.testing.Await;
import dev.tenantry.testing.Chromium;
import dev.tenantry.testing.PackagedServer;
import dev.tenantry.testing.TestServer;
import dev.tenantry.testing.TestTenant;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The pages as a real browser shows them. */
@Tag("interop")
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserIT {
    private PackagedServer server;
    private ChromeDriver browser;

    @BeforeAll
    void open(@TempDir Path folder) {
        assumeTrue(Chromium.isThere(), Chromium.NEEDED);
        server = PackagedServer.start(folder, Map.of());
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
    void fitsTheScreenWithoutComplaintWhenItIsOpened(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));

        browser.get("http://127.0.0.1:" + server.frontendPort() + "/");

        assertThat(browser.findElement(By.cssSelector("#status[data-state=up]")).getText())
                .contains("Up", "development");
        assertThat(browser.executeScript(
                        "const page = document.documentElement;" + " return page.scrollWidth - page.clientWidth"))
                .as("nothing reaches over the edge")
                .isEqualTo(0L);
        assertThat(browser.executeScript("return getComputedStyle(document.body).fontFamily.length > 0"
                        + " && document.styleSheets.length"))
                .as("the style sheet is there")
                .isEqualTo(1L);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .as("no script or policy complains")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1280,800", "390,844"})
    void signsInAndOutWithoutComplaintWhenSomebodyUsesTheConsole(int width, int height, Vertx vertx) {
        var slug = "screen" + width;
        var registered = TestTenant.register(server.api(vertx), slug);
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        var home = "http://localhost:" + server.frontendPort();

        browser.get("http://127.0.0.1:" + server.frontendPort() + "/signin");
        keep("signin-" + width);
        browser.findElement(By.id("tenant")).sendKeys(registered.slug());
        browser.findElement(By.cssSelector("button.primary")).click();
        browser.findElement(By.id("username")).sendKeys("admin");
        browser.findElement(By.id("password")).sendKeys(TestServer.PASSWORD);
        browser.findElement(By.cssSelector("button[type=submit]")).click();

        Await.until("the console is there", () -> (home + "/console").equals(browser.getCurrentUrl()));
        keep("console-" + width);
        assertThat(browser.findElement(By.id("content")).getText())
                .contains("admin@" + slug + ".example", "owner", "Sign out everywhere");
        assertThat(browser.findElement(By.cssSelector(".account")).getText()).contains("Console", slug);
        assertThat(overflow()).as("nothing reaches over the edge").isEqualTo(0L);
        assertThat(browser.executeScript("return document.cookie"))
                .as("scripts see no cookie")
                .isEqualTo("");

        browser.findElement(By.cssSelector(".signout button")).click();
        Await.until("it is the start page", () -> (home + "/").equals(browser.getCurrentUrl()));
        assertThat(browser.findElement(By.cssSelector(".account")).getText()).isEqualTo("Sign in");
        browser.get(home + "/signin/callback?state=x&code=y");
        keep("stopped-" + width);
        assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo("This sign-in cannot be finished");
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .as("no script or policy complains")
                .allMatch(entry -> entry.getMessage().contains("/signin/callback"));
    }

    private Object overflow() {
        return browser.executeScript(
                "const page = document.documentElement; return page.scrollWidth - page.clientWidth");
    }

    /** For somebody to look at: target/screens. */
    private void keep(String name) {
        try {
            var folder = Files.createDirectories(Path.of("target", "screens"));
            Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.tenantry.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenantry.testing.Chromium;
import dev.tenantry.testing.PackagedServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The pages as a real browser shows them. */
@Tag("interop")
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
}

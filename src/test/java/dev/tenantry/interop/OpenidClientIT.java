package dev.tenantry.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenantry.testing.Chromium;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** npm's openid-client as a relying party of two tenants ({@code src/test/interop}), every check it has switched on. */
@Tag("interop")
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenidClientIT {
    private static final Path SOURCE = Path.of("src", "test", "interop");
    private static final Path FOLDER = Path.of("target", "interop").toAbsolutePath();
    private Provider provider;
    private Path authority;

    @BeforeAll
    void open(@TempDir Path folder, Vertx vertx) throws Exception {
        assumeTrue(Chromium.isThere(), Chromium.NEEDED);
        assumeTrue(isThere("node") && isThere("npm"), "Left out: it needs node and npm");
        Files.createDirectories(FOLDER);
        for (var name : List.of("package.json", "package-lock.json", "relying-party.mjs")) {
            Files.write(FOLDER.resolve(name), Files.readAllBytes(SOURCE.resolve(name)));
        }
        var installing = process(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
        var said = new String(installing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(installing.waitFor()).as(said).isZero();
        provider = Provider.open(vertx, folder);
        authority = Files.writeString(folder.resolve("authority.pem"), provider.certificate.certificate());
    }

    @AfterAll
    void close() {
        if (provider != null) {
            provider.close();
        }
    }

    private static boolean isThere(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Process process(Map<String, String> variables, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        return builder.start();
    }

    @ParameterizedTest
    @CsvSource({"acme, true", "acme, false", "beta, true", "beta, false"})
    void finishesEveryStepWhenTheProviderIsFoundByDiscoveryAlone(String tenant, boolean confidential) throws Exception {
        provider.newBrowser();
        var client = provider.register(tenant, confidential);
        var relyingParty = process(
                Map.of(
                        "ISSUER", provider.issuer(tenant),
                        "CLIENT_ID", client.id(),
                        "CLIENT_SECRET", client.secret(),
                        "REDIRECT_URI", provider.redirectUri(),
                        "AFTER_LOGOUT", provider.afterLogout(),
                        "NODE_EXTRA_CA_CERTS", authority.toString()),
                "node",
                "relying-party.mjs");
        var told = new ArrayList<String>();
        try (var reader = relyingParty.inputReader(StandardCharsets.UTF_8);
                var writer = relyingParty.outputWriter(StandardCharsets.UTF_8)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                told.add(line);
                var words = line.split(" ", 2);
                if (words[0].equals("AUTHORIZE") || words[0].equals("LOGOUT")) {
                    writer.write(provider.browse(words[1]) + "\n");
                    writer.flush();
                }
            }
        } finally {
            assertThat(relyingParty.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(relyingParty.exitValue()).as(String.join("\n", told)).isZero();
        assertThat(told).last().isEqualTo("DONE");
    }
}

package dev.tenantry.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.Http.Answer;
import dev.tenantry.testing.PackagedServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README's quick start, word for word, against the packaged jar with no configuration. */
@ExtendWith(VertxExtension.class)
class QuickStartIT {

    @TempDir
    Path folder;

    @Test
    void answersEveryCommandWhenANewcomerTypesTheQuickStart(Vertx vertx) throws IOException {
        try (var server = PackagedServer.start(folder, Map.of())) {
            var known = new HashMap<String, String>();
            var answers = new ArrayList<Answer>();
            for (var command : commands("## Quick start")) {
                var filled = command;
                for (var value : known.entrySet()) {
                    filled = filled.replace(value.getKey(), value.getValue());
                }
                var line = CurlLine.parse(filled);
                var http = line.url().contains(":8000") ? server.frontend(vertx) : server.api(vertx);
                var answer = line.on(http, known.get("cookie")).send();
                assertThat(answer.status()).as("%s: %s", command, answer).isBetween(200, 201);
                if (line.keepsCookies()) {
                    known.put("cookie", answer.header("set-cookie").split(";", 2)[0]);
                }
                for (var name : List.of("client_id", "client_secret", "access_token")) {
                    if (answer.json().containsKey(name)) {
                        known.put(
                                name.toUpperCase(java.util.Locale.ROOT),
                                answer.json().getString(name));
                    }
                }
                answers.add(answer);
            }

            assertThat(answers).hasSize(9);
            assertThat(answers.get(6).data().getString("tenant")).isEqualTo("acme");
            assertThat(server.output())
                    .contains("http://localhost:" + server.apiPort(), "http://localhost:" + server.frontendPort())
                    .contains("curl -X POST");
        }
    }

    /** The commands of the first block under a heading, continued lines joined. */
    private static List<String> commands(String heading) throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var section = readme.substring(readme.indexOf(heading));
        var block = section.split("```", 3)[1].replaceFirst("^sh\n", "").replace("\\\n", " ");
        return block.lines()
                .flatMap(line -> Arrays.stream(line.split("; ")))
                .map(String::strip)
                .filter(line -> line.startsWith("curl "))
                .toList();
    }
}

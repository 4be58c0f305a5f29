package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The table of permissions in the documentation is the application's. */
@ExtendWith(VertxExtension.class)
class PermissionListTest {
    private static final Path DOCUMENTATION = Path.of("docs", "API_DOCUMENTATION.md");
    private static final String HEAD = "| permission | scope | least built-in role |\n|---|---|---|\n";

    @Test
    void isAsDocumentedWhenNothingHasChanged(Vertx vertx) throws IOException {
        try (var server = TestServer.start(vertx, Map.of())) {
            var operators = server.operators();
            var rows = server
                    .http()
                    .get("/api/v1/permissions")
                    .tenant("operator")
                    .bearer(operators.ownerToken("read"))
                    .send()
                    .json()
                    .getJsonObject("data")
                    .getJsonArray("items")
                    .stream()
                    .map(JsonObject.class::cast)
                    // That one is of a feature of the tests.
                    .filter(permission -> !permission.getString("name").startsWith("note."))
                    .map(PermissionListTest::row)
                    .collect(Collectors.joining());
            var text = Files.readString(DOCUMENTATION);
            var begin = text.indexOf(HEAD);

            assertThat(begin).isPositive();
            var table = text.substring(begin + HEAD.length(), text.indexOf("\n\n", begin) + 1);
            assertThat(List.of(table.split("\n"))).containsExactly(rows.split("\n"));
        }
    }

    private static String row(JsonObject permission) {
        var name = permission.getString("name");
        var holder = permission.getBoolean("of_every_member") ? "every member" : permission.getString("least_role");
        return "| `%s` | `%s` | %s%s |\n"
                .formatted(
                        name,
                        permission.getString("scope"),
                        holder,
                        name.startsWith("operator.") ? ", of the tenant `operator`" : "");
    }
}

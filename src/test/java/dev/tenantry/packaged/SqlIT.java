package dev.tenantry.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.testing.PackagedServer;
import dev.tenantry.testing.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tenantry sql} on a database that is none of ours. */
class SqlIT {
    private final DatabaseServer database = TestPostgres.freshDatabase();

    @TempDir
    Path folder;

    private String run(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "sql";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var url = "postgres://%s:%s@%s:%d/%s?sslmode=disable"
                .formatted(
                        database.user(),
                        database.password().reveal(),
                        database.host(),
                        database.port(),
                        database.database());
        var command = PackagedServer.launch(folder, Map.of("DATABASE_URL", url), all);
        assertThat(command.exitCode()).as("%s", command.output()).isZero();
        return command.output();
    }

    private List<JsonObject> lines(String... arguments) {
        return run(arguments).lines().map(JsonObject::new).toList();
    }

    @Test
    void tellsInOrderWhatBecomesOfEachWhenTheyComeFromArgumentsAndFiles() throws IOException {
        TestPostgres.execute(
                database,
                "CREATE TABLE notes (account text NOT NULL, id int, PRIMARY KEY (account, id))",
                "CREATE TABLE countries (code text)");
        var file = Files.writeString(
                folder.resolve("statements.jsonl"), "\"SELECT 'é😀', set_config('a','b',true)\"\n\n\"TABLE notes\"\n");

        var lines = lines(
                "--json",
                "--tenant-column",
                "account",
                "SELECT id FROM notes WHERE id = $1; SELECT * FROM countries",
                file.toString());

        assertThat(lines.get(0).encode())
                .isEqualTo("{\"sql\":\"SELECT id FROM notes WHERE id = $1\",\"scoped\":\"SELECT id FROM (SELECT * FROM"
                        + " public.notes WHERE notes.account = $2) notes WHERE id = $1\",\"parameters\":2}");
        assertThat(lines.get(1).encode())
                .isEqualTo(
                        "{\"sql\":\"SELECT * FROM countries\",\"scoped\":\"SELECT * FROM countries\",\"parameters\":0}");
        assertThat(lines.get(2).getString("refused")).contains("set_config");
        assertThat(lines.get(2).getInteger("at")).isEqualTo(13);
        assertThat(lines.get(3).getString("scoped")).startsWith("SELECT * FROM (SELECT * FROM public.notes");
        assertThat(lines).hasSize(4);
    }

    @Test
    void leavesTheDatabaseAsItIsWhenItShowsWhatBecomesOfAStatement() {
        var before = tables();

        var text = run("SELECT 1");

        assertThat(text).contains("SELECT 1", "parameters: 0");
        assertThat(tables()).isEqualTo(before);
    }

    private List<String> tables() {
        return TestPostgres.query(database, "SELECT relname FROM pg_class ORDER BY 1").stream()
                .map(row -> row.get("relname"))
                .toList();
    }
}

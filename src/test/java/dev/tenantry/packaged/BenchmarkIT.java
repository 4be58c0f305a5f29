package dev.tenantry.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./bench/run}, as anybody runs it; whether it works, not how fast anything is. */
class BenchmarkIT {

    @TempDir
    Path folder;

    @Test
    void printsATableAndWritesFiguresWhenItIsRun() throws IOException, InterruptedException {
        var figures = folder.resolve("figures.json");
        var output = folder.resolve("output").toFile();
        var process = new ProcessBuilder(
                        Path.of("bench", "run").toAbsolutePath().toString(),
                        "--quick",
                        "--own-load",
                        "--out",
                        figures.toString(),
                        "tenant-read")
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroy();
        }

        var told = Files.readString(output.toPath());
        assertThat(process.exitValue()).as("%s", told).isZero();
        assertThat(told).contains("| tenant read |", "| tenant read, against the predicate alone |");
        var written = new JsonObject(Files.readString(figures)).getJsonArray("figures");
        assertThat(written).hasSize(2).allSatisfy(figure -> {
            var row = (JsonObject) figure;
            assertThat(row.getDouble("median_a")).isPositive();
            assertThat(row.getDouble("ratio")).isPositive();
        });
    }
}

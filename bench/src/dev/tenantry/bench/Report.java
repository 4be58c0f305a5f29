package dev.tenantry.bench;

import dev.tenantry.bench.Figure.Target;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The table for people, and the same for machines. */
final class Report {
    private Report() {}

    static void print(List<Figure> figures, PrintStream out) {
        out.println("| what | unit | A, median (least–most) | B, median (least–most) | A / B | wanted | met |");
        out.println("|---|---|---|---|---|---|---|");
        figures.forEach(figure -> out.println(row(figure)));
    }

    static String row(Figure figure) {
        return String.join(
                " | ",
                "| " + figure.what(),
                figure.unit(),
                values(figure.a()),
                values(figure.b()),
                figure.b().isEmpty() ? "" : format(figure.ratio(), 2),
                wanted(figure.target(), figure.unit()),
                (figure.target().kind() == Target.Kind.NONE ? "" : figure.met() ? "yes" : "**no**") + " |");
    }

    private static String wanted(Target target, String unit) {
        return switch (target.kind()) {
            case RATIO_AT_LEAST -> "≥ " + format(target.bound(), 2) + " × B";
            case RATIO_AT_MOST -> "≤ " + format(target.bound(), 2) + " × B";
            case AT_MOST -> "≤ " + number(target.bound()) + " " + unit;
            case NONE -> "";
        };
    }

    private static String values(List<Double> values) {
        if (values.isEmpty()) {
            return "";
        }
        var median = number(Numbers.median(values));
        return values.size() == 1
                ? median
                : median + " (" + number(Numbers.least(values)) + "–" + number(Numbers.most(values)) + ")";
    }

    private static String number(double value) {
        return format(value, value < 10 ? 2 : value < 1000 ? 1 : 0);
    }

    private static String format(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    static void write(List<Figure> figures, Options options, Path file) throws IOException {
        var rows = new JsonArray();
        for (var figure : figures) {
            rows.add(new JsonObject()
                    .put("what", figure.what())
                    .put("unit", figure.unit())
                    .put("a", new JsonArray(figure.a()))
                    .put("b", new JsonArray(figure.b()))
                    .put("median_a", Numbers.median(figure.a()))
                    .put("median_b", figure.b().isEmpty() ? null : Numbers.median(figure.b()))
                    .put("ratio", figure.b().isEmpty() ? null : figure.ratio())
                    .put("wanted", wanted(figure.target(), figure.unit()))
                    .put("met", figure.met()));
        }
        var report = new JsonObject()
                .put("taken_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("memory_mb", memoryMegabytes())
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .put("load", options.wrk() ? "wrk" : "own")
                .put("seconds", options.seconds())
                .put("rounds", options.rounds())
                .put("figures", rows);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, report.encodePrettily() + "\n");
    }

    private static long memoryMegabytes() {
        var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean known
                ? known.getTotalMemorySize() / (1 << 20)
                : -1;
    }
}

package dev.tenantry.proof;

import dev.tenantry.platform.http.body.Json;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was tried and what was found.
 *
 * @param running whether {@code url} was there before, or was started for the proof
 * @param attacks requests and statements together
 */
public record Report(
        String url,
        boolean running,
        double seconds,
        int attacks,
        List<TriedRoute> routes,
        List<TriedTable> tables,
        List<Leak> leaks,
        List<NotTried> notTried) {

    static final String EVERYONE = "everyone";
    static final String VISITOR = "visitor";

    /**
     * @param access who may use it
     * @param attacks how many requests to it were answered and judged
     * @param ownAnswer the status its rightful user got, null when none was to be had
     */
    public record TriedRoute(
            String method,
            String path,
            String access,
            int attacks,
            @Nullable Integer ownAnswer) {

        boolean isForMembers() {
            return !access.equals(EVERYONE) && !access.equals(VISITOR);
        }

        boolean isReached() {
            return ownAnswer != null && ownAnswer < 300;
        }
    }

    /** {@code seeded} is whether the victim had a row there to lose. */
    public record TriedTable(String table, boolean seeded, int door, int rowSecurity, int predicate) {}

    /** {@code where} is a route or a table. */
    public record Leak(String where, String attack, String detail) {}

    /** What could not be tried, and is not counted. */
    public record NotTried(String where, String what, String why) {}

    public String json() {
        return Json.write(this).toString();
    }

    /** For people. */
    public String text() {
        var text = new StringBuilder("Routes of %s%s%n".formatted(url, running ? "" : ", started for this"));
        routes.forEach(route -> text.append("  %-7s %-34s %-24s %5d requests, rightful user: %s%n"
                .formatted(
                        route.method(),
                        route.path(),
                        route.access(),
                        route.attacks(),
                        route.ownAnswer() == null ? "-" : route.ownAnswer())));
        text.append("%nTables%n".formatted());
        tables.forEach(table -> text.append("  %-34s %-10s door %d, row security alone %d, predicate alone %d%n"
                .formatted(
                        table.table(),
                        table.seeded() ? "seeded" : "not seeded",
                        table.door(),
                        table.rowSecurity(),
                        table.predicate())));
        text.append(section(
                "Not tried",
                notTried.stream()
                        .map(one -> one.where() + ": " + one.what() + ": " + one.why())
                        .toList()));
        text.append(section(
                "Leaks",
                leaks.stream()
                        .map(leak -> leak.where() + ": " + leak.attack() + ": " + leak.detail())
                        .toList()));
        var left = notTried.isEmpty() ? "" : ", " + notTried.size() + " not tried";
        return text.append("%n%d leaks. %d routes, %d tables, %d attacks%s, %.1f s.%n"
                        .formatted(leaks.size(), routes.size(), tables.size(), attacks, left, seconds))
                .toString();
    }

    private static String section(String title, List<String> lines) {
        return lines.isEmpty()
                ? ""
                : lines.stream()
                        .map("  %s%n"::formatted)
                        .collect(Collectors.joining("", "%n%s%n".formatted(title), ""));
    }
}

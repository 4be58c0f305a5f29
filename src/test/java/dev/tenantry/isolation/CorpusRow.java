package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement that is kept.
 *
 * @param expected {@code scoped}; {@code scoped, ordered} when its rows come in one order only; {@code refused:} and a part
 *     of the reason; or a difference that is explained: {@code fails} and a SQLSTATE when PostgreSQL refuses the scoped form
 *     alone, {@code original fails} when it refuses the original alone, {@code interferes}
 * @param values its parameters as SQL literals
 */
record CorpusRow(String name, String expected, List<String> values, String statement) {
    private static final List<String> FILES =
            List.of("lexical", "joins", "expressions", "with", "writes", "refused", "found");
    private static final String REFUSED = "refused:";
    private static final Pattern ROW = Pattern.compile("(?m)^=== ");
    private static final Pattern CHARACTER = Pattern.compile("⟦(\\p{XDigit}{4})⟧");

    static Stream<CorpusRow> all() {
        return FILES.stream().flatMap(CorpusRow::in);
    }

    private static Stream<CorpusRow> in(String file) {
        return ROW.splitAsStream(IsolationDatabase.text("/isolation/corpus/" + file + ".sql"))
                .filter(text -> !text.isBlank())
                .map(CorpusRow::parse);
    }

    private static CorpusRow parse(String text) {
        var lines = new ArrayList<>(text.lines().toList());
        var name = lines.remove(0);
        var expected = lines.remove(0);
        var values = new ArrayList<String>();
        while (!lines.isEmpty() && lines.get(0).startsWith("? ")) {
            values.add(lines.remove(0).substring(2));
        }
        var statement = CHARACTER
                .matcher(String.join("\n", lines))
                .replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 16)));
        return new CorpusRow(name, expected, values, statement);
    }

    Optional<String> refusal() {
        return expected.startsWith(REFUSED)
                ? Optional.of(expected.substring(REFUSED.length()).strip())
                : Optional.empty();
    }

    /** Whether the oracles agree without exception. */
    boolean plain() {
        return expected.startsWith("scoped");
    }

    /** Of the explained differences, the one that is expected. */
    boolean explains(Finding finding) {
        return switch (finding.oracle()) {
            case DIFFERENTIAL, BOTH_LOCKS ->
                expected.contains("fails") && finding.what().contains(sqlState());
            case NON_INTERFERENCE -> expected.startsWith("interferes");
            case PLAN -> false;
        };
    }

    private String sqlState() {
        return expected.replaceFirst("^.*fails (\\w{5}):.*$", "$1");
    }

    boolean ordered() {
        return expected.equals("scoped, ordered");
    }

    @Override
    public String toString() {
        return name;
    }
}

package dev.tenantry.isolation.generator;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes a statement's words with other blanks, comments, cases and quotes than anyone would. */
final class Noise {
    private static final Pattern KEYWORD = Pattern.compile("[A-Z]+");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)*");
    private static final List<String> GAPS = List.of(
            "\n",
            "\t",
            "  ",
            "/**/",
            " /* FROM secret ; ' */ ",
            " --'$$ ; \"\n",
            " /* a /* b */ ( */ ",
            "\r\n",
            " -- $x$\n--\n");
    private final Dice dice;
    private final int percent;

    private Noise(Dice dice, int percent) {
        this.dice = dice;
        this.percent = percent;
    }

    static String none(Tree statement) {
        return String.join(" ", statement.write().words());
    }

    /** The same for the same seed and words. */
    static String some(Tree statement, long seed) {
        var dice = new Dice(seed);
        return new Noise(dice, dice.pick(0, 3, 10, 40)).write(statement.write().words());
    }

    private String write(List<String> words) {
        var text = new StringBuilder();
        var last = "(";
        for (var word : words) {
            if (!text.isEmpty()) {
                text.append(gap(last, word));
            }
            text.append(spelled(word));
            last = word;
        }
        return text + (dice.percent(percent) ? dice.pick(";", " ;", "\n", " -- ;", "/* ; */", ";;") : "");
    }

    private String gap(String before, String after) {
        if (!dice.percent(percent)) {
            return " ";
        }
        var tight = "(,)".contains(before) || "(,)".contains(after);
        return tight && dice.percent(50) ? "" : dice.pick(GAPS);
    }

    private String spelled(String word) {
        if (!dice.percent(percent)) {
            return word;
        }
        if (KEYWORD.matcher(word).matches()) {
            return dice.percent(50)
                    ? word.toLowerCase(Locale.ROOT)
                    : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
        }
        if (NAME.matcher(word).matches()) {
            return dice.percent(50) ? word.toUpperCase(Locale.ROOT) : '"' + word.replace(".", "\".\"") + '"';
        }
        return word;
    }
}

package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;

/** The parts of a condition, as PostgreSQL prints it, that must all hold. */
final class Conjuncts {
    private static final String AND = " AND ";
    private final String text;
    private final List<String> parts = new ArrayList<>();
    private int depth;
    private int start;
    /** Whether the parenthesis the text begins with is the one it ends with. */
    private boolean enclosed = true;

    private Conjuncts(String text) {
        this.text = text;
    }

    static List<String> of(String condition) {
        var scan = new Conjuncts(condition);
        scan.split();
        if (scan.parts.size() > 1) {
            return scan.parts.stream().flatMap(part -> of(part).stream()).toList();
        }
        return scan.enclosed && condition.startsWith("(")
                ? of(condition.substring(1, condition.length() - 1))
                : scan.parts;
    }

    private void split() {
        for (int at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '\'' || c == '"') {
                at = text.indexOf(c, at + 1);
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
                enclosed &= depth > 0 || at == text.length() - 1;
            } else if (depth == 0 && text.startsWith(AND, at)) {
                parts.add(text.substring(start, at));
                start = at + AND.length();
            }
        }
        parts.add(text.substring(start));
    }
}

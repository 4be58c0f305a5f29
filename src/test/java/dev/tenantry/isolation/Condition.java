package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A condition as PostgreSQL prints it, with parentheses around everything that is joined by AND or OR. */
record Condition(String text) {

    /** Whether the condition cannot hold without a comparison of this kind. */
    boolean needs(Predicate<String> comparison) {
        var all = parts(" AND ");
        if (all.size() > 1) {
            return all.stream().anyMatch(part -> new Condition(part).needs(comparison));
        }
        var either = parts(" OR ");
        if (either.size() > 1) {
            return either.stream().allMatch(part -> new Condition(part).needs(comparison));
        }
        return isEnclosed()
                ? new Condition(text.substring(1, text.length() - 1)).needs(comparison)
                : comparison.test(text);
    }

    /** Cut at a word that stands in no parentheses. */
    private List<String> parts(String word) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int at = 0; at < text.length(); at = after(at)) {
            if (text.startsWith(word, at)) {
                parts.add(text.substring(start, at));
                start = at + word.length();
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private boolean isEnclosed() {
        return text.startsWith("(") && after(0) == text.length();
    }

    /** Past a character, a quoted piece, or parentheses with all they hold. */
    private int after(int at) {
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return text.indexOf(c, at + 1) + 1;
        }
        if (c != '(' && c != '[') {
            return at + 1;
        }
        int next = at + 1;
        while (")]".indexOf(text.charAt(next)) < 0) {
            next = after(next);
        }
        return next + 1;
    }
}

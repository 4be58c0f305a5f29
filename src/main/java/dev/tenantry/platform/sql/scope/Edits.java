package dev.tenantry.platform.sql.scope;

import dev.tenantry.platform.sql.text.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is put into a text and in place of what; at one place, in the order it was asked for. */
final class Edits {
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int start, int end, String text) {}

    void insert(int at, String text) {
        edits.add(new Edit(at, at, text));
    }

    void replace(int start, int end, String text) {
        edits.add(new Edit(start, end, text));
    }

    String apply(String original) {
        var sorted = new ArrayList<>(edits);
        // The sort is stable.
        sorted.sort(Comparator.comparingInt(Edit::start));
        var result = new StringBuilder();
        int done = 0;
        for (var edit : sorted) {
            result.append(original, done, edit.start).append(edit.text);
            done = edit.end;
            if (runsInto(edit.text, original, done)) {
                result.append(' ');
            }
        }
        return result.append(original, done, original.length()).toString();
    }

    /** {@code … (SELECT 1)RETURNING} has no blank where a parameter may come to stand. */
    private static boolean runsInto(String text, String original, int next) {
        return next < original.length()
                && !text.isEmpty()
                && Token.isNamePart(text.charAt(text.length() - 1))
                && Token.isNamePart(original.charAt(next));
    }
}

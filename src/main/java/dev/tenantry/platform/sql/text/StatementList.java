package dev.tenantry.platform.sql.text;

import java.util.ArrayList;
import java.util.List;

/** A text of several statements, cut at its semicolons. */
public final class StatementList {
    private final String text;
    private final List<String> statements = new ArrayList<>();

    private StatementList(String text) {
        this.text = text;
    }

    /** The statements without the blanks around them; what is empty, or a comment alone, is none. */
    public static List<String> split(String text) {
        var list = new StatementList(text);
        int from = 0;
        while (from < text.length()) {
            from = list.cut(from);
        }
        return List.copyOf(list.statements);
    }

    /** Takes statements from here on; where to go on after a place that is not understood. */
    private int cut(int from) {
        List<Token> tokens;
        int understood = text.length();
        try {
            tokens = Lexer.tokens(text.substring(from));
        } catch (StatementRefused refused) {
            // What is not understood is told by whoever scopes it; the statements before and after it count all the
            // same.
            int semicolon = text.indexOf(';', from + refused.at());
            understood = semicolon < 0 ? text.length() : semicolon;
            tokens = Lexer.tokensUntilRefused(text.substring(from));
        }
        int start = from;
        int depth = 0;
        boolean any = false;
        for (var token : tokens) {
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
            if (token.isSymbol(";") && depth <= 0) {
                add(start, from + token.start(), any);
                start = from + token.end();
                any = false;
            } else {
                any |= token.kind() != Token.Kind.END;
            }
        }
        add(start, understood, any || understood < text.length());
        return understood + 1;
    }

    private void add(int start, int end, boolean any) {
        if (any) {
            statements.add(text.substring(start, end).strip());
        }
    }
}

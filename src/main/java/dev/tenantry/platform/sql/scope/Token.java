package dev.tenantry.platform.sql.scope;

/**
 * One token of a statement.
 *
 * @param text of a word its lower case, of a quoted name what it stands for, else as it is written
 * @param start offset of its first character
 * @param end offset after its last one
 */
record Token(Kind kind, String text, int start, int end) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        PARAMETER,
        OPERATOR,
        /** A character or two with a meaning of their own, such as a parenthesis or {@code ::}. */
        SYMBOL,
        END
    }

    /** Whether it is this keyword; a quoted name never is one. */
    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    boolean opens() {
        return isSymbol("(") || isSymbol("[");
    }

    boolean closes() {
        return isSymbol(")") || isSymbol("]");
    }
}

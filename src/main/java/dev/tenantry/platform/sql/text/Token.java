package dev.tenantry.platform.sql.text;

/**
 * One token of a statement.
 *
 * @param text of a word its lower case, of a quoted name what it stands for, else as it is written
 * @param start offset of its first character
 * @param end offset after its last one
 */
public record Token(Kind kind, String text, int start, int end) {

    public enum Kind {
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
    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    public boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    public boolean opens() {
        return isSymbol("(") || isSymbol("[");
    }

    public boolean closes() {
        return isSymbol(")") || isSymbol("]");
    }

    /** Whether the character makes a name or number go on. */
    public static boolean isNamePart(char c) {
        return Lexer.isNamePart(c);
    }
}

package dev.tenantry.platform.sql.text;

import dev.tenantry.platform.sql.text.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts a statement into tokens exactly as PostgreSQL's scanner does (src/backend/parser/scan.l, with
 * standard_conforming_strings on): whoever disagrees with it on where a literal ends does not know what is a table. What it
 * does not have to know, such as {@code U&""} or junk after a number, it refuses.
 */
final class Lexer {
    private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";
    /** An operator that has one of these may end in + or -. */
    private static final String SPECIAL_OPERATOR_CHARACTERS = "~!@#^&|`?%";

    private static final Set<String> TWO_CHARACTERS = Set.of("::", ":=", "..");
    private static final int LONGEST_NAME = 63;
    private final String statement;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String statement) {
        this.statement = statement;
    }

    /** The last token is one of kind END. */
    static List<Token> tokens(String statement) {
        return new Lexer(statement).run();
    }

    /** As far as it is understood. */
    static List<Token> tokensUntilRefused(String statement) {
        var lexer = new Lexer(statement);
        try {
            return lexer.run();
        } catch (StatementRefused refused) {
            return lexer.tokens;
        }
    }

    private List<Token> run() {
        refuseWhatIsSentOtherwise();
        while (skipBlanks()) {
            next();
        }
        tokens.add(new Token(Kind.END, "", at, at));
        return tokens;
    }

    /** Half a character is sent as another one, and at a NUL the text ends for PostgreSQL. */
    private void refuseWhatIsSentOtherwise() {
        for (int i = 0; i < statement.length(); i++) {
            char c = statement.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < statement.length()
                    && Character.isLowSurrogate(statement.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw refused(i, "a character that cannot be sent");
            }
        }
    }

    private void next() {
        char c = statement.charAt(at);
        if (c == '\'') {
            literal(at, false);
        } else if (c == '"') {
            quotedName();
        } else if (c == '$') {
            dollar();
        } else if (isDigit(c) || (c == '.' && isDigit(ahead(1)))) {
            number();
        } else if (isNameStart(c)) {
            word(c);
        } else if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
            operator();
        } else if ("()[],;:.".indexOf(c) >= 0) {
            var two = statement.substring(at, Math.min(at + 2, statement.length()));
            add(Kind.SYMBOL, TWO_CHARACTERS.contains(two) ? at + 2 : at + 1);
        } else {
            throw refused(at, "a character that PostgreSQL does not know here");
        }
    }

    /** Whether anything is left. */
    private boolean skipBlanks() {
        while (at < statement.length()) {
            if (isBlank(statement.charAt(at))) {
                at++;
            } else if (statement.startsWith("--", at)) {
                at = endOfLine(at);
            } else if (statement.startsWith("/*", at)) {
                at = endOfComment(at);
            } else {
                return true;
            }
        }
        return false;
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < statement.length() && !isNewline(statement.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Comments nest. */
    private int endOfComment(int from) {
        int depth = 0;
        for (int i = from; i < statement.length() - 1; i++) {
            if (statement.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (statement.startsWith("*/", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        throw refused(from, "a comment that does not end");
    }

    private void word(char first) {
        if (ahead(1) == '\'' && "eEbBxXnN".indexOf(first) >= 0) {
            at++;
            literal(at - 1, first == 'e' || first == 'E');
            return;
        }
        if ((first == 'u' || first == 'U') && ahead(1) == '&' && (ahead(2) == '\'' || ahead(2) == '"')) {
            throw refused(at, "names and literals that begin with U& are not allowed");
        }
        int end = at + 1;
        while (end < statement.length() && isNamePart(statement.charAt(end))) {
            end++;
        }
        addName(Kind.WORD, lowerCase(statement.substring(at, end)), end);
    }

    private void quotedName() {
        var name = new StringBuilder();
        for (int i = at + 1; i < statement.length(); i++) {
            char c = statement.charAt(i);
            if (c != '"') {
                name.append(c);
            } else if (i + 1 < statement.length() && statement.charAt(i + 1) == '"') {
                name.append('"');
                i++;
            } else if (name.isEmpty()) {
                throw refused(at, "an empty name");
            } else {
                addName(Kind.QUOTED_NAME, name.toString(), i + 1);
                return;
            }
        }
        throw refused(at, "a quoted name that does not end");
    }

    /** PostgreSQL cuts a longer name off, and it may then be another one's. */
    private void addName(Kind kind, String name, int end) {
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw refused(at, "a name longer than " + LONGEST_NAME + " bytes");
        }
        tokens.add(new Token(kind, name, at, end));
        at = end;
    }

    /** From the opening quote at the current place; another part may follow on another line, read in the same way. */
    private void literal(int start, boolean withBackslashes) {
        do {
            at = endOfQuotes(start, withBackslashes);
        } while (continuesOnAnotherLine());
        tokens.add(new Token(Kind.STRING, statement.substring(start, at), start, at));
    }

    private int endOfQuotes(int start, boolean withBackslashes) {
        for (int i = at + 1; i < statement.length(); i++) {
            char c = statement.charAt(i);
            if (c == '\\' && withBackslashes) {
                i++;
            } else if (c == '\'') {
                if (i + 1 < statement.length() && statement.charAt(i + 1) == '\'') {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        throw refused(start, "a literal that does not end");
    }

    /** Moves to the next part's quote when only blanks and line comments with a line break among them stand between. */
    private boolean continuesOnAnotherLine() {
        boolean newline = false;
        for (int i = at; i < statement.length(); i++) {
            char c = statement.charAt(i);
            if (statement.startsWith("--", i)) {
                i = endOfLine(i) - 1;
            } else if (isBlank(c)) {
                newline |= isNewline(c);
            } else if (c == '\'' && newline) {
                at = i;
                return true;
            } else {
                return false;
            }
        }
        return false;
    }

    /** A parameter, or a literal between two equal tags. */
    private void dollar() {
        if (isDigit(ahead(1))) {
            int end = at + 1;
            while (end < statement.length() && isDigit(statement.charAt(end))) {
                end++;
            }
            refuseJunk(end);
            add(Kind.PARAMETER, end);
            return;
        }
        int tagEnd = at + 1;
        while (tagEnd < statement.length() && isNamePart(statement.charAt(tagEnd)) && statement.charAt(tagEnd) != '$') {
            tagEnd++;
        }
        if (tagEnd >= statement.length() || statement.charAt(tagEnd) != '$') {
            throw refused(at, "a dollar sign that begins nothing");
        }
        var tag = statement.substring(at, tagEnd + 1);
        int close = statement.indexOf(tag, tagEnd + 1);
        if (close < 0) {
            throw refused(at, "a literal that does not end");
        }
        add(Kind.STRING, close + tag.length());
    }

    private void number() {
        int end = at;
        boolean other = statement.charAt(end) == '0' && "xXoObB".indexOf(ahead(1)) >= 0;
        if (other) {
            end += 2;
            while (end < statement.length() && (isHexDigit(statement.charAt(end)) || statement.charAt(end) == '_')) {
                end++;
            }
        } else {
            end = decimal(end);
        }
        refuseJunk(end);
        add(Kind.NUMBER, end);
    }

    private int decimal(int from) {
        int end = digits(from);
        if (end < statement.length() && statement.charAt(end) == '.' && !statement.startsWith("..", end)) {
            end = digits(end + 1);
        }
        if (end < statement.length() && (statement.charAt(end) == 'e' || statement.charAt(end) == 'E')) {
            int exponent = end + 1;
            if (exponent < statement.length() && "+-".indexOf(statement.charAt(exponent)) >= 0) {
                exponent++;
            }
            if (exponent < statement.length() && isDigit(statement.charAt(exponent))) {
                end = digits(exponent);
            }
        }
        return end;
    }

    private int digits(int from) {
        int end = from;
        while (end < statement.length() && (isDigit(statement.charAt(end)) || statement.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    /** Versions differ in what they make of a name or a dollar sign right after a number. */
    private void refuseJunk(int end) {
        if (end < statement.length() && isNamePart(statement.charAt(end))) {
            throw refused(end, "a number or parameter runs into what follows it");
        }
    }

    private void operator() {
        int end = at;
        while (end < statement.length()
                && OPERATOR_CHARACTERS.indexOf(statement.charAt(end)) >= 0
                && !statement.startsWith("--", end)
                && !statement.startsWith("/*", end)) {
            end++;
        }
        if (end - at > LONGEST_NAME) {
            throw refused(at, "an operator longer than " + LONGEST_NAME + " characters");
        }
        boolean special = false;
        for (int i = at; i < end; i++) {
            special |= SPECIAL_OPERATOR_CHARACTERS.indexOf(statement.charAt(i)) >= 0;
        }
        while (!special && end - at > 1 && "+-".indexOf(statement.charAt(end - 1)) >= 0) {
            end--;
        }
        add(Kind.OPERATOR, end);
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, statement.substring(at, end), at, end));
        at = end;
    }

    private char ahead(int characters) {
        return at + characters < statement.length() ? statement.charAt(at + characters) : '\0';
    }

    private StatementRefused refused(int offset, String reason) {
        return new StatementRefused(statement, offset, reason);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\f' || isNewline(c);
    }

    private static boolean isNewline(char c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHexDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** Everything beyond ASCII is part of a name, also what looks like a blank. */
    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }

    private static String lowerCase(String word) {
        var lower = new StringBuilder(word);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }
}

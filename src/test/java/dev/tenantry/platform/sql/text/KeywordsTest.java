package dev.tenantry.platform.sql.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of the grammar are those PostgreSQL itself tells. */
class KeywordsTest {
    private final List<Word> words = TestPostgres.query(
                    TestPostgres.freshDatabase(),
                    "SELECT word, catcode::text AS kind, barelabel::text FROM pg_get_keywords()")
            .stream()
            .map(Word::of)
            .toList();

    private record Word(String text, String kind, boolean bareLabel) {

        static Word of(Map<String, String> row) {
            return new Word(
                    row.getOrDefault("word", ""),
                    row.getOrDefault("kind", ""),
                    row.getOrDefault("barelabel", "").equals("true"));
        }
    }

    private Stream<String> of(String kind) {
        return words.stream().filter(word -> word.kind.equals(kind)).map(Word::text);
    }

    @Test
    void knowsAReservedWordWhenPostgresReservesIt() {
        // A name before PostgreSQL 16, and never one that a table has in a newer one.
        assertThat(of("R").filter(word -> !word.equals("system_user"))).allMatch(Keywords::isReserved);
        assertThat(of("U").filter(Keywords::isReserved)).isEmpty();
    }

    @Test
    void takesAWordForATablesNameExactlyWhenPostgresDoes() {
        assertThat(of("U")).allMatch(KeywordsTest::namesTable);
        assertThat(of("C")).allMatch(KeywordsTest::namesTable);
        assertThat(of("T").filter(KeywordsTest::namesTable)).isEmpty();
    }

    @Test
    void endsAnExpressionOnlyWhenTheWordIsNoLabel() {
        assertThat(words.stream().filter(word -> Keywords.CLAUSES.contains(word.text)))
                .hasSize(Keywords.CLAUSES.size())
                .allMatch(word -> word.kind.equals("R") && !word.bareLabel);
    }

    @Test
    void quotesANameWhenItIsAWordOfTheGrammar() {
        assertThat(words.stream().filter(word -> !word.kind.equals("U")).map(Word::text))
                .allMatch(word -> Keywords.quoted(word).startsWith("\""));
        assertThat(Keywords.quoted("Mixed\"Case")).isEqualTo("\"Mixed\"\"Case\"");
        assertThat(Keywords.quoted("products")).isEqualTo("products");
    }

    private static boolean namesTable(String word) {
        return Keywords.canNameTable(new Token(Token.Kind.WORD, word, 0, word.length()));
    }
}

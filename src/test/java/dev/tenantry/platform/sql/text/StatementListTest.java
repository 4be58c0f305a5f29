package dev.tenantry.platform.sql.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Semicolons cut a text only where PostgreSQL sees one. */
class StatementListTest {

    @Test
    void cutsAtSemicolonsWhenTheyStandBetweenStatements() {
        assertThat(StatementList.split(" SELECT 1 ;\n-- two;\nSELECT 2; ; /* ; */ ;\nSELECT (3)"))
                .containsExactly("SELECT 1", "-- two;\nSELECT 2", "SELECT (3)");
    }

    @Test
    void leavesSemicolonsWhenTheyArePartOfAStatement() {
        var text = "SELECT ';', E'\\';', $a$;$$;$a$, \";\", (1;2), 1 -- ;\n+ 2 /* ; /* ; */ ; */";

        assertThat(StatementList.split(text)).containsExactly(text);
    }

    @Test
    void keepsTheOthersWhenOneIsNotUnderstood() {
        assertThat(StatementList.split("SELECT 1; SELECT U&'x'; SELECT 2; SELECT 'open; SELECT 3"))
                .containsExactly("SELECT 1", "SELECT U&'x'", "SELECT 2", "SELECT 'open", "SELECT 3");
    }

    @Test
    void findsNothingWhenThereIsNoStatement() {
        assertThat(StatementList.split(" ; -- nothing\n;;")).isEmpty();
    }
}

package dev.tenantry.platform.sql.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.sql.scope.Relation.Kind;
import dev.tenantry.platform.sql.text.StatementRefused;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator of the database's own calls its own function, whichever word stands for it. */
class OwnOperatorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ~~   | SELECT name ~~ 'a' FROM things
            ~~   | SELECT name LIKE 'a' FROM things
            !~~  | SELECT name NOT LIKE 'a' FROM things
            ~~*  | SELECT name ILIKE 'a' FROM things
            ~    | SELECT name SIMILAR TO 'a' FROM things
            <>   | SELECT name != 'a' FROM things
            <=   | SELECT name BETWEEN 'a' AND 'b' FROM things
            =    | SELECT name IN ('a', 'b') FROM things
            =    | SELECT name IS NOT DISTINCT FROM 'a' FROM things
            =    | SELECT CASE name WHEN 'a' THEN 1 END FROM things
            =    | SELECT NULLIF(name, 'a') FROM things
            =    | SELECT 1 FROM nullif('a'::text, 'b'), things
            =    | SELECT 1 FROM things a JOIN things b USING (name)
            =    | SELECT 1 FROM things a NATURAL JOIN things b
            """)
    void refusesAStatementExactlyWhenTheDatabaseHasAnOperatorOfItsOwn(String operator, String statement) {
        assertThat(scoper(Set.of()).scope(statement).ofTenant()).isTrue();
        assertThatThrownBy(() -> scoper(Set.of(operator)).scope(statement))
                .isInstanceOf(StatementRefused.class)
                .hasMessageContaining("the operator " + operator + " ");
    }

    private static StatementScoper scoper(Set<String> operators) {
        var things = new Relation("public", "things", Kind.TABLE, "uuid", Map.of(), null);
        var schema = new Schema(
                "tenant_id",
                List.of("public"),
                Map.of(new Schema.Name("public", "things"), things),
                Set.of(),
                Set.of(),
                Set.of(),
                operators);
        return new StatementScoper(() -> schema, withoutTenant -> false);
    }
}

package dev.tenantry.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.sql.scope.StatementScoper;
import dev.tenantry.platform.sql.text.StatementRefused;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kept statement is refused for the reason it says, or scoped so that every oracle agrees. */
@ExtendWith(VertxExtension.class)
class CorpusTest {
    static Oracles oracles;
    static StatementScoper scoper;

    @BeforeAll
    static void open(Vertx vertx) {
        scoper = TestScoper.make(vertx);
        oracles = Oracles.open();
    }

    @AfterAll
    static void close() {
        oracles.close();
    }

    static Stream<CorpusRow> refused() {
        return CorpusRow.all().filter(row -> row.refusal().isPresent());
    }

    static Stream<CorpusRow> scoped() {
        return CorpusRow.all().filter(row -> row.refusal().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void scopeWhenTheStatementCannotBeShownSafeThenItIsRefused(CorpusRow row) {
        assertThatThrownBy(() -> scope(row))
                .as(row.statement())
                .isInstanceOfSatisfying(StatementRefused.class, refused -> {
                    assertThat(refused.reason()).contains(row.refusal().orElseThrow());
                    assertThat(refused.at()).isBetween(0, row.statement().length());
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scoped")
    void judgeWhenTheStatementIsScopedThenEveryOracleAgrees(CorpusRow row) {
        var subject = scope(row);
        var findings = oracles.judge(subject);
        assertThat(findings)
                .as(subject.scoped())
                .allMatch(row::explains)
                .hasSizeGreaterThanOrEqualTo(row.plain() ? 0 : 1);
    }

    /** The list says where each refusal comes from. */
    @Test
    void refuseWhenReadingTheCorpusThenEveryReasonIsOneOfTheList() {
        var reasons = IsolationDatabase.text("/isolation/refusals.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Pattern.compile(line.split(" = ", 2)[0]))
                .toList();
        var said = refused().map(CorpusTest::reason).toList();
        assertThat(said)
                .allMatch(reason ->
                        reasons.stream().anyMatch(one -> one.matcher(reason).find()));
        assertThat(reasons)
                .allMatch(one ->
                        said.stream().anyMatch(reason -> one.matcher(reason).find()));
    }

    private static String reason(CorpusRow row) {
        try {
            return scope(row).scoped();
        } catch (StatementRefused refused) {
            return refused.reason();
        }
    }

    @Test
    void countWhenReadingTheCorpusThenTheRateOfRefusalsIsPrinted() {
        var refused = refused().count();
        var all = CorpusRow.all().count();
        System.out.printf("Corpus: %d statements, %d refused (%.1f %%)%n", all, refused, 100.0 * refused / all);
        assertThat(all).isGreaterThan(500);
        assertThat(CorpusRow.all().map(CorpusRow::name)).doesNotHaveDuplicates();
    }

    private static Subject scope(CorpusRow row) {
        return Subject.of(row.statement(), row.values(), scoper.scope(row.statement()), row.ordered());
    }
}

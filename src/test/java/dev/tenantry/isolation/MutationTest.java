package dev.tenantry.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.isolation.Finding.Oracle;
import dev.tenantry.isolation.IsolationDatabase.Change;
import dev.tenantry.isolation.generator.StatementGenerator;
import dev.tenantry.platform.sql.scope.StatementScoper;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Are the oracles worth anything? Every condition that was put into a statement is taken out in turn, every tenant that was
 * put into a row is another's in turn, and some oracle has to notice.
 */
@ExtendWith(VertxExtension.class)
class MutationTest {
    private static final int GENERATED = Integer.getInteger("isolation.mutated", 100);
    private static final long SEED = Long.getLong("isolation.mutation.seed", 7);
    private static final double LEAST_NOTICED = 0.97;

    /** Not noticed, and why that is right. */
    private static final Map<String, String> EXPLAINED = Map.of(
            "FROM ONLY public.visit WHERE visit.tenant_id",
            "a partitioned table has no rows but those of its parts",
            "NATURAL LEFT JOIN (SELECT * FROM public.visit",
            "joined on the tenant as well, so that one condition holds for both tables");

    private record Survivor(String without, String scoped, boolean ofRow) {

        boolean isExplained() {
            return isArmWithoutRows() || EXPLAINED.keySet().stream().anyMatch(without::contains);
        }

        /** A row in another tenant is a difference between the tables: here no row of the source came to that INSERT. */
        private boolean isArmWithoutRows() {
            return ofRow && scoped.regionMatches(true, 0, "MERGE", 0, "MERGE".length());
        }
    }

    private final List<Survivor> survivors = new ArrayList<>();
    private int mutants;
    private int byData;
    private int byPlan;
    private int same;

    @Test
    void judgeWhenAPieceIsMissingThenAnOracleNotices(Vertx vertx) {
        var scoper = TestScoper.make(vertx);
        try (var oracles = Oracles.open()) {
            Stream.concat(kept(scoper), generated(scoper)).forEach(subject -> mutate(oracles, subject));
        }
        var changing = mutants - same;
        var noticed = changing - survivors.size();
        System.out.printf(
                "Mutants: %d that change a plan, %d noticed (%.1f %%; by rows %.1f %%, by plan %.1f %%); %d that change none%n",
                changing,
                noticed,
                100.0 * noticed / changing,
                100.0 * byData / changing,
                100.0 * byPlan / changing,
                same);
        survivors.forEach(System.out::println);
        assertThat(survivors)
                .filteredOn(survivor -> !survivor.isExplained())
                .extracting(Survivor::without)
                .isEmpty();
        assertThat(noticed).isGreaterThanOrEqualTo((int) Math.ceil(changing * LEAST_NOTICED));
    }

    private static Stream<Subject> kept(StatementScoper scoper) {
        return CorpusRow.all()
                .filter(CorpusRow::plain)
                .map(row -> Subject.of(row.statement(), row.values(), scoper.scope(row.statement()), row.ordered()));
    }

    private static Stream<Subject> generated(StatementScoper scoper) {
        var generator = new StatementGenerator(SEED);
        return IntStream.range(0, GENERATED)
                .mapToObj(generator::statement)
                .map(statement -> Subject.of(
                        statement.text(), statement.values(), scoper.scope(statement.text()), statement.ordered()));
    }

    private void mutate(Oracles oracles, Subject subject) {
        var original = oracles.original(subject);
        if (!original.works()) {
            return;
        }
        for (var mutant : Mutant.of(subject)) {
            mutants++;
            var oraclesThatNotice = oracles.judge(mutant.subject(), original, EnumSet.allOf(Change.class)).stream()
                    .map(Finding::oracle)
                    .collect(Collectors.toSet());
            var plan = oraclesThatNotice.remove(Oracle.PLAN);
            byPlan += plan ? 1 : 0;
            byData += oraclesThatNotice.isEmpty() ? 0 : 1;
            if (!plan && oraclesThatNotice.isEmpty()) {
                survive(oracles, subject, mutant);
            }
        }
    }

    /** When PostgreSQL plans the same with and without the piece, it reads nothing there: a query nobody asks for. */
    private void survive(Oracles oracles, Subject subject, Mutant mutant) {
        if (!mutant.ofRow() && oracles.plan(subject).equals(oracles.plan(mutant.subject()))) {
            same++;
        } else {
            survivors.add(new Survivor(mutant.place(), subject.scoped(), mutant.ofRow()));
        }
    }
}

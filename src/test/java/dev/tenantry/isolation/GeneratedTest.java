package dev.tenantry.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.isolation.IsolationDatabase.Change;
import dev.tenantry.isolation.generator.Generated;
import dev.tenantry.isolation.generator.Shrinker;
import dev.tenantry.isolation.generator.StatementGenerator;
import dev.tenantry.platform.sql.scope.StatementScoper;
import dev.tenantry.platform.sql.text.StatementRefused;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Generated statements through the oracles. {@code -Disolation.statements} says how many, {@code -Disolation.seed} which; a
 * failure is printed as a row for the corpus.
 */
@ExtendWith(VertxExtension.class)
class GeneratedTest {
    private static final int STATEMENTS = Integer.getInteger("isolation.statements", 1000);
    private static final long SEED = Long.getLong("isolation.seed", System.currentTimeMillis());
    private static final int THREADS = 2;
    private static final List<Change> CHANGES = List.of(Change.values());
    private static final int MOST_FAILURES = 10;
    private final StatementGenerator generator = new StatementGenerator(SEED);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger ran = new AtomicInteger();

    @Test
    void judgeWhenStatementsAreGeneratedThenEveryOracleAgrees(Vertx vertx) {
        System.out.printf("Generated: %d statements of seed %d%n", STATEMENTS, SEED);
        var scoper = TestScoper.make(vertx);
        var start = System.nanoTime();
        IntStream.range(0, THREADS)
                .mapToObj(n -> new Thread(() -> work(scoper)))
                .peek(Thread::start)
                .toList()
                .forEach(GeneratedTest::join);
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "Generated: %.1f %% ran without an error, %.0f statements a second, %d failures%n",
                100.0 * ran.get() / STATEMENTS, STATEMENTS / seconds, failures.size());
        assertThat(failures).isEmpty();
        assertThat(ran.get()).isGreaterThan(STATEMENTS * 85 / 100);
    }

    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void work(StatementScoper scoper) {
        try (var oracles = Oracles.open()) {
            for (int n = next.getAndIncrement();
                    n < STATEMENTS && failures.size() < MOST_FAILURES;
                    n = next.getAndIncrement()) {
                one(oracles, scoper, generator.statement(n), n);
            }
        } catch (RuntimeException e) {
            failures.add(e.toString());
            throw e;
        }
    }

    private void one(Oracles oracles, StatementScoper scoper, Generated statement, int number) {
        // Against one of the three changes of the others' rows, in turn.
        var change = EnumSet.of(CHANGES.get(number % CHANGES.size()));
        try {
            var subject = subject(scoper, statement, statement.text());
            var original = oracles.original(subject);
            if (original.works()) {
                ran.incrementAndGet();
            }
            if (!oracles.judge(subject, original, change).isEmpty()) {
                failures.add(report(oracles, scoper, statement, number));
            }
        } catch (StatementRefused refused) {
            failures.add("number " + number + " is refused: " + refused.getMessage());
        }
    }

    private static Subject subject(StatementScoper scoper, Generated statement, String text) {
        return Subject.of(text, statement.values(), scoper.scope(text), statement.ordered());
    }

    private static String report(Oracles oracles, StatementScoper scoper, Generated statement, int number) {
        boolean plain =
                !judge(oracles, scoper, statement, statement.plainText()).isEmpty();
        var small = new Shrinker()
                .shrink(
                        statement,
                        cut -> !judge(oracles, scoper, cut, plain ? cut.plainText() : cut.text())
                                .isEmpty());
        var text = plain ? small.plainText() : small.text();
        var values = small.values().stream().map(value -> "? " + value + "\n").reduce("", String::concat);
        return "\n=== number %d\nscoped%s\n%s%s\n-- scoped:\n%s\n-- %s"
                .formatted(
                        number,
                        small.ordered() ? ", ordered" : "",
                        values,
                        text,
                        scoper.scope(text).text(),
                        judge(oracles, scoper, small, text));
    }

    private static List<Finding> judge(Oracles oracles, StatementScoper scoper, Generated statement, String text) {
        try {
            return oracles.judge(subject(scoper, statement, text));
        } catch (StatementRefused refused) {
            return List.of();
        }
    }
}

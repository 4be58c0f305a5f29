package dev.tenantry.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.isolation.generator.Generated;
import dev.tenantry.isolation.generator.Shrinker;
import dev.tenantry.isolation.generator.StatementGenerator;
import dev.tenantry.platform.sql.scope.StatementScoper;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A scoper that forgets one table is found out by generated statements, and the statement shown is a short one. */
@ExtendWith(VertxExtension.class)
class ShrinkerTest {

    @Test
    void shrinkWhenTheScoperForgetsATableThenLittleButThatTableIsLeft(Vertx vertx) {
        var scoper = TestScoper.make(vertx);
        var generator = new StatementGenerator(3);
        try (var oracles = Oracles.open()) {
            var found = IntStream.range(0, 300)
                    .mapToObj(generator::statement)
                    .filter(statement -> fails(oracles, scoper, statement))
                    .findFirst()
                    .orElseThrow();
            var small = new Shrinker().shrink(found, cut -> fails(oracles, scoper, cut));
            assertThat(small.plainText()).contains("item").hasSizeLessThan(200);
        }
    }

    private static boolean fails(Oracles oracles, StatementScoper scoper, Generated statement) {
        var text = statement.plainText();
        var scoped = Subject.of(text, statement.values(), scoper.scope(text), statement.ordered());
        return !oracles.judge(scoped.scopedAs(scoped.scoped().replaceAll(" WHERE item\\.tenant_id = \\$\\d+\\)", ")")))
                .isEmpty();
    }
}

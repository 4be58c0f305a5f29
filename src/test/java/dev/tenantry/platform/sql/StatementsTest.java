package dev.tenantry.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.RepositoryStatements;
import dev.tenantry.testing.TestPostgres;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every statement of every repository is one that the migrated database understands. */
@ExtendWith(VertxExtension.class)
class StatementsTest {

    @Test
    void preparesEveryStatementWhenTheDatabaseIsMigrated(Vertx vertx) {
        try (var server = TestServer.start(vertx, Map.of())) {
            var statements = List.copyOf(RepositoryStatements.all().values());
            TestPostgres.execute(
                    server.database(),
                    IntStream.range(0, statements.size())
                            .mapToObj(n -> "PREPARE statement_" + n + " AS " + statements.get(n))
                            .toArray(String[]::new));
            assertThat(statements).hasSizeGreaterThan(20);
        }
    }
}

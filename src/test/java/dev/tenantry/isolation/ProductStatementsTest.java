package dev.tenantry.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.testing.RepositoryStatements;
import dev.tenantry.testing.TestServer;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every statement of the product is scoped, and in its plan every table with a tenant is read for one tenant. */
@ExtendWith(VertxExtension.class)
class ProductStatementsTest {

    @Test
    void planWhenEveryStatementIsScopedThenEveryScanHasTheTenant(Vertx vertx) {
        var findings = new TreeMap<String, List<Finding>>();
        int ofTenant = 0;
        try (var server = TestServer.start(vertx, Map.of());
                var planner = Session.planner(server.database())) {
            var scoper = TestScoper.make(vertx, server.database(), ProductTables.withoutTenant());
            var audit = new PlanAudit(Catalogue.read(server.database()));
            for (var statement : RepositoryStatements.all().entrySet()) {
                var scoped = scoper.scope(statement.getValue());
                ofTenant += scoped.ofTenant() ? 1 : 0;
                var sent = new Sent(scoped.text(), Collections.nCopies(scoped.values(), "NULL"), scoped.ofTenant());
                var planned = planner.explain(sent);
                assertThat(planned.failure()).as(statement.getKey()).isEmpty();
                findings.put(statement.getKey(), audit.findings(planned.plan(), sent.tenant()));
            }
        }
        assertThat(findings)
                .hasSizeGreaterThan(20)
                .allSatisfy((name, found) -> assertThat(found).isEmpty());
        assertThat(ofTenant).isGreaterThan(15);
    }
}

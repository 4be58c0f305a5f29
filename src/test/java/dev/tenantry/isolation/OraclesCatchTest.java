package dev.tenantry.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.isolation.Finding.Oracle;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each oracle is shown to fail once, on statements scoped wrongly by hand. */
class OraclesCatchTest {
    static Oracles oracles;

    @BeforeAll
    static void open() {
        oracles = Oracles.open();
    }

    @AfterAll
    static void close() {
        oracles.close();
    }

    @Test
    void judgeWhenScopedRightThenNothingIsFound() {
        assertThat(judge("SELECT c.id, o.total FROM customer c LEFT JOIN orders o ON o.id = c.id", """
                        SELECT c.id, o.total FROM (SELECT * FROM public.customer WHERE customer.tenant_id = $1) c
                        LEFT JOIN (SELECT * FROM public.orders WHERE orders.tenant_id = $1) o ON o.id = c.id"""))
                .isEmpty();
        assertThat(judge(
                        "UPDATE item SET name = 'x' WHERE id = 1 OR id = 2",
                        "UPDATE item SET name = 'x' WHERE (id = 1 OR id = 2) AND item.tenant_id = $1"))
                .isEmpty();
        assertThat(judge("INSERT INTO node (id, name) SELECT id + 9, sku FROM item ORDER BY 1", """
                        INSERT INTO node (id, name, tenant_id)
                        SELECT id + 9, sku, $1 FROM (SELECT * FROM public.item WHERE item.tenant_id = $1) item ORDER BY 1"""))
                .isEmpty();
    }

    @Test
    void judgeWhenOneTableOfAJoinIsFreeThenEachOracleButRowSecurityFindsIt() {
        assertThat(judge("SELECT c.id, o.total FROM customer c LEFT JOIN orders o ON o.id = c.id", """
                        SELECT c.id, o.total FROM (SELECT * FROM public.customer WHERE customer.tenant_id = $1) c
                        LEFT JOIN orders o ON o.id = c.id"""))
                .containsExactlyInAnyOrder(Oracle.DIFFERENTIAL, Oracle.NON_INTERFERENCE, Oracle.PLAN);
    }

    @Test
    void judgeWhenAConditionIsLostThenRowSecurityDoesNotHideIt() {
        assertThat(judge("SELECT id FROM item WHERE price > 10", "SELECT id FROM item WHERE item.tenant_id = $1"))
                .contains(Oracle.DIFFERENTIAL, Oracle.BOTH_LOCKS);
    }

    @Test
    void judgeWhenRowsAreTheSameByChanceThenThePlanTells() {
        assertThat(judge(
                        "SELECT id FROM item WHERE price = 7",
                        "SELECT id FROM item WHERE price = 7 AND ($1::uuid IS NOT NULL OR item.tenant_id = $1)"))
                .containsExactly(Oracle.PLAN);
    }

    @Test
    void judgeWhenAnotherTenantsRowIsWrittenThenItIsFound() {
        assertThat(judge("DELETE FROM node WHERE id = 5", "DELETE FROM node WHERE id = 5 AND $1::uuid IS NOT NULL"))
                .contains(Oracle.DIFFERENTIAL, Oracle.NON_INTERFERENCE, Oracle.PLAN);
        assertThat(judge(
                        "INSERT INTO node (id) VALUES (77)",
                        "INSERT INTO node (id, tenant_id) SELECT 77, '" + Tenants.OTHER + "' WHERE $1 IS NOT NULL"))
                .contains(Oracle.DIFFERENTIAL, Oracle.BOTH_LOCKS, Oracle.NON_INTERFERENCE, Oracle.PLAN);
    }

    @Test
    void judgeWhenAConflictReachesOtherTenantsThenThePlanTells() {
        assertThat(judge(
                        "INSERT INTO gift (id, code) VALUES (8, 'new') ON CONFLICT (code) DO UPDATE SET worth = 1",
                        """
                        INSERT INTO gift (id, code, tenant_id) VALUES (8, 'new', $1)
                        ON CONFLICT (code) DO UPDATE SET worth = 1"""))
                .containsExactly(Oracle.PLAN);
    }

    @Test
    void judgeWhenRowsComeInAnotherOrderThenItIsFoundWhereTheOrderCounts() {
        var subject = new Subject(
                "SELECT id FROM item ORDER BY id",
                List.of(),
                "SELECT id FROM item WHERE item.tenant_id = $1 ORDER BY id DESC",
                true,
                true);
        assertThat(oracles.judge(subject)).isNotEmpty();
    }

    private static Set<Oracle> judge(String original, String scoped) {
        return oracles.judge(new Subject(original, List.of(), scoped, true, false)).stream()
                .map(Finding::oracle)
                .collect(Collectors.toSet());
    }
}

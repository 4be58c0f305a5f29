package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Figure.Target;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Scenario;
import dev.tenantry.bench.server.House;
import java.util.List;

/**
 * What the product's process has of the machine's memory ({@code VmRSS}) after ten turns of reads in one go, a minute if no
 * other length is asked for, with the settings it has by default; and beside it PostgreSQL's processes, what they share
 * counted once.
 */
public final class Memory implements Scenario {
    private static final int CONNECTIONS = 64;
    private static final int TURNS = 10;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String says() {
        return "resident after a minute of reads";
    }

    @Override
    public List<Figure> run(Lab lab) throws Exception {
        var product = lab.product();
        var reads = TenantRead.ours(House.make(product, 10, 100));
        var seconds = TURNS * lab.options().seconds();
        var outcome = lab.load().run(product.port(), reads, CONNECTIONS, seconds);
        lab.say(Math.round(outcome.perSecond()) + " reads each second for " + seconds + " s");
        return List.of(
                new Figure(
                        "resident after reads",
                        "MB",
                        List.of(product.residentMegabytes()),
                        List.of(),
                        Target.atMost(350)),
                new Figure(
                        "PostgreSQL beside it", "MB", List.of(product.databaseMegabytes()), List.of(), Target.none()));
    }
}

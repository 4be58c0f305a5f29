package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Scenario;
import dev.tenantry.bench.server.House;
import dev.tenantry.bench.server.PredicateOnly;
import java.util.List;

/**
 * One product: bearer token, tenant, rate limit and both locks, against the floor; and in one process the same read against
 * one that leaves row security out and nothing else.
 */
public final class TenantRead implements Scenario {

    @Override
    public String name() {
        return "tenant-read";
    }

    @Override
    public String says() {
        return "GET one product with a bearer token; against one prepared select without tenancy";
    }

    @Override
    public List<Figure> run(Lab lab) throws Exception {
        var product = lab.product();
        var houses = House.make(product, 10, 100);
        var floor = lab.floor(product);
        var throughput = new Throughput(lab);
        var read = throughput.compare(
                "tenant read",
                throughput.of(product.port(), Reads.ofProduct(houses)),
                throughput.of(floor.port(), Reads.ofFloor(houses)),
                0.60);
        lab.say("resident after it: " + Math.round(product.residentMegabytes()) + " MB");
        var both = lab.predicateOnly(product);
        var alone = throughput.compare(
                "tenant read, against the predicate alone",
                throughput.of(both.port(), Reads.ofProduct(houses)),
                throughput.of(both.port(), Reads.ofProduct(PredicateOnly.PATH, houses)),
                0.80);
        return List.of(read, alone);
    }
}

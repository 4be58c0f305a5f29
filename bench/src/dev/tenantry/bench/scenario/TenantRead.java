package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Scenario;
import dev.tenantry.bench.server.House;
import java.util.List;

/** One product: bearer token, tenant, rate limit and both locks, against the floor. */
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
        return List.of(read);
    }
}

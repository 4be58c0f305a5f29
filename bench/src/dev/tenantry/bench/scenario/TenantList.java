package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Scenario;
import dev.tenantry.bench.load.Request;
import dev.tenantry.bench.load.Request.Check;
import dev.tenantry.bench.server.Api;
import dev.tenantry.bench.server.House;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The newest 20 of a tenant's 100 products, against the same 20 on the floor. */
public final class TenantList implements Scenario {
    private static final int ROWS = 20;

    @Override
    public String name() {
        return "tenant-list";
    }

    @Override
    public String says() {
        return "GET a list of 20 products; against one prepared select of the same 20 without tenancy";
    }

    @Override
    public List<Figure> run(Lab lab) throws Exception {
        var product = lab.product();
        var houses = House.make(product, 10, 100);
        var floor = lab.floor(product);
        var throughput = new Throughput(lab);
        return List.of(throughput.compare(
                "tenant list",
                throughput.of(
                        product.port(),
                        houses.stream().map(TenantList::ofProduct).toList()),
                throughput.of(
                        floor.port(), houses.stream().map(TenantList::ofFloor).toList()),
                0.60));
    }

    private static Request ofProduct(House house) {
        return Request.get(
                "/api/v1/products?limit=" + ROWS,
                Api.bearer(house.slug(), house.token()),
                Check.has(200, shown(house)));
    }

    private static Request ofFloor(House house) {
        return Request.get("/items/" + house.id(), Map.of(), Check.has(200, shown(house)));
    }

    /** PostgreSQL puts ids in the order of their bytes, which is the order of their text. */
    private static String[] shown(House house) {
        return house.products().stream()
                .sorted(Comparator.reverseOrder())
                .limit(ROWS)
                .toArray(String[]::new);
    }
}

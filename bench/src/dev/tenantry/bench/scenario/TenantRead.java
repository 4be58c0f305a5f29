package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Figure.Target;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Rounds;
import dev.tenantry.bench.Scenario;
import dev.tenantry.bench.load.Request;
import dev.tenantry.bench.load.Request.Check;
import dev.tenantry.bench.server.Api;
import dev.tenantry.bench.server.House;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One product: bearer token, tenant, rate limit and both locks, against the floor. */
public final class TenantRead implements Scenario {
    private static final int CONNECTIONS = 64;

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
        var ours = ours(houses);
        var bare = bare(houses);
        var seconds = lab.options().seconds();
        var load = lab.load();
        var pairs = Rounds.of(
                lab,
                () -> load.run(product.port(), ours, CONNECTIONS, seconds).perSecond(),
                () -> load.run(floor.port(), bare, CONNECTIONS, seconds).perSecond());
        lab.say("resident after it: " + Math.round(product.residentMegabytes()) + " MB");
        return List.of(new Figure("tenant read", "requests/s", pairs.a(), pairs.b(), Target.ratioAtLeast(0.60)));
    }

    /** Every product of every tenant, in no order. */
    static List<Request> ours(List<House> houses) {
        var requests = new ArrayList<Request>();
        for (var house : houses) {
            for (var id : house.products()) {
                requests.add(Request.get(
                        "/api/v1/products/" + id, Api.bearer(house.slug(), house.token()), Check.has(200, id)));
            }
        }
        Collections.shuffle(requests, new Random(1));
        return requests;
    }

    private static List<Request> bare(List<House> houses) {
        var requests = new ArrayList<Request>();
        for (var house : houses) {
            for (var id : house.products()) {
                requests.add(Request.get("/items/" + house.id() + "/" + id, Map.of(), Check.has(200, id)));
            }
        }
        Collections.shuffle(requests, new Random(1));
        return requests;
    }
}

package dev.tenantry.bench.scenario;

import dev.tenantry.bench.load.Request;
import dev.tenantry.bench.load.Request.Check;
import dev.tenantry.bench.server.Api;
import dev.tenantry.bench.server.House;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** Requests for one product: every product of every tenant, in no order. */
final class Reads {
    private Reads() {}

    static List<Request> ofProduct(List<House> houses) {
        return ofProduct("/api/v1/products/", houses);
    }

    /** @param path what an id is put behind */
    static List<Request> ofProduct(String path, List<House> houses) {
        return shuffled(
                houses,
                (house, id) -> Request.get(path + id, Api.bearer(house.slug(), house.token()), Check.has(200, id)));
    }

    static List<Request> ofFloor(List<House> houses) {
        return shuffled(
                houses, (house, id) -> Request.get("/items/" + house.id() + "/" + id, Map.of(), Check.has(200, id)));
    }

    private static List<Request> shuffled(List<House> houses, BiFunction<House, String, Request> asking) {
        var requests = new ArrayList<Request>();
        for (var house : houses) {
            for (var id : house.products()) {
                requests.add(asking.apply(house, id));
            }
        }
        Collections.shuffle(requests, new Random(1));
        return requests;
    }
}

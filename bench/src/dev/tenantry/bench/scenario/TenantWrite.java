package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Scenario;
import dev.tenantry.bench.load.Conversation;
import dev.tenantry.bench.load.Request;
import dev.tenantry.bench.load.Request.Check;
import dev.tenantry.bench.server.Api;
import dev.tenantry.bench.server.House;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * A new product of one of a hundred tenants, counted against its plan and told to its audit trail in the same transaction,
 * against the insert alone through a pool of the same size. Both put their rows into the same table.
 */
public final class TenantWrite implements Scenario {
    private static final int TENANTS = 100;

    @Override
    public String name() {
        return "tenant-write";
    }

    @Override
    public String says() {
        return "POST a product, over 100 tenants; against one bare insert without tenancy";
    }

    @Override
    public List<Figure> run(Lab lab) throws Exception {
        var product = lab.product();
        var houses = House.make(product, TENANTS, 10);
        var floor = lab.floor(product);
        var throughput = new Throughput(lab);
        var written = new AtomicLong();
        return List.of(throughput.compare(
                "tenant write",
                throughput.ofConversations(product.port(), writing(houses, written, TenantWrite::ofProduct)),
                throughput.ofConversations(floor.port(), writing(houses, written, TenantWrite::ofFloor)),
                0.40));
    }

    private static List<Conversation> writing(
            List<House> houses, AtomicLong written, BiFunction<House, String, Request> asking) {
        var conversations = new ArrayList<Conversation>();
        for (int i = 0; i < Throughput.CONNECTIONS; i++) {
            conversations.add(() -> {
                var number = written.getAndIncrement();
                return asking.apply(houses.get((int) (number % houses.size())), "NEW-" + number);
            });
        }
        return conversations;
    }

    private static Request ofProduct(House house, String sku) {
        return Request.json(
                "/api/v1/products",
                Api.bearer(house.slug(), house.token()),
                Api.product(sku).encode(),
                Check.has(201, "\"" + sku + "\""));
    }

    private static Request ofFloor(House house, String sku) {
        return Request.json(
                "/items/" + house.id(), Map.of(), Api.product(sku).encode(), Check.has(201, "\"" + sku + "\""));
    }
}

package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Scenario;
import dev.tenantry.bench.load.Request;
import dev.tenantry.bench.load.Request.Check;
import dev.tenantry.bench.server.House;
import dev.tenantry.bench.server.OAuthClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A client asks whether an access token is any good, and is told by what the database says at that moment, against reading on
 * the floor. Each client has a few tokens that live.
 */
public final class Introspect implements Scenario {
    private static final int TOKENS = 20;

    @Override
    public String name() {
        return "introspect";
    }

    @Override
    public String says() {
        return "POST a token for its introspection; against one prepared select without tenancy";
    }

    @Override
    public List<Figure> run(Lab lab) throws Exception {
        var product = lab.product();
        var houses = House.make(product, 10, 100);
        var clients = new ArrayList<OAuthClient>();
        for (var house : houses) {
            clients.add(OAuthClient.register(product, house, "client_credentials"));
        }
        var requests = new ArrayList<Request>();
        for (int i = 0; i < TOKENS; i++) {
            for (var client : clients) {
                var token =
                        client.token(Map.of("grant_type", "client_credentials")).getString("access_token");
                requests.add(
                        client.asking("/oauth/introspect", Map.of("token", token), Check.has(200, "\"active\":true")));
            }
        }
        var floor = lab.floor(product);
        var throughput = new Throughput(lab);
        return List.of(throughput.compare(
                "introspect",
                throughput.of(product.port(), requests),
                throughput.of(floor.port(), Reads.ofFloor(houses)),
                0.25));
    }
}

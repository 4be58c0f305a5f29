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

/** An access token for a service, which shows its secret each time, against reading on the floor. */
public final class Tokens implements Scenario {

    @Override
    public String name() {
        return "tokens";
    }

    @Override
    public String says() {
        return "POST for a token by client_credentials; against one prepared select without tenancy";
    }

    @Override
    public List<Figure> run(Lab lab) throws Exception {
        var product = lab.product();
        var houses = House.make(product, 10, 100);
        var requests = new ArrayList<Request>();
        for (var house : houses) {
            requests.add(OAuthClient.register(product, house, "client_credentials")
                    .asking(
                            "/oauth/token",
                            Map.of("grant_type", "client_credentials"),
                            Check.has(200, "\"access_token\":\"")));
        }
        var floor = lab.floor(product);
        var throughput = new Throughput(lab);
        return List.of(throughput.compare(
                "tokens, client_credentials",
                throughput.of(product.port(), requests),
                throughput.of(floor.port(), Reads.ofFloor(houses)),
                0.25));
    }
}

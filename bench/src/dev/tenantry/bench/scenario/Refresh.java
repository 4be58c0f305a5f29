package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Scenario;
import dev.tenantry.bench.load.Conversation;
import dev.tenantry.bench.load.Request;
import dev.tenantry.bench.load.Request.Check;
import dev.tenantry.bench.server.Api;
import dev.tenantry.bench.server.House;
import dev.tenantry.bench.server.OAuthClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A refresh token for the next one, which is good once: each connection has a sign-in of its own and goes on from the answer
 * before. Against reading on the floor, by the same load generator.
 */
public final class Refresh implements Scenario {

    @Override
    public String name() {
        return "refresh";
    }

    @Override
    public String says() {
        return "POST a refresh token for the next; against one prepared select without tenancy";
    }

    @Override
    public List<Figure> run(Lab lab) throws Exception {
        var product = lab.product();
        var houses = House.make(product, 10, 100);
        var clients = new ArrayList<OAuthClient>();
        for (var house : houses) {
            clients.add(OAuthClient.register(product, house, "password", "refresh_token"));
        }
        var conversations = new ArrayList<Conversation>();
        for (int i = 0; i < Throughput.CONNECTIONS; i++) {
            conversations.add(Rotating.begin(clients.get(i % clients.size())));
        }
        var floor = lab.floor(product);
        var throughput = new Throughput(lab);
        return List.of(throughput.compare(
                "refresh",
                throughput.ofConversations(product.port(), conversations),
                throughput.ofConversations(
                        floor.port(), Conversation.takingTurns(Reads.ofFloor(houses), Throughput.CONNECTIONS)),
                0.10));
    }

    /** The refresh tokens of one sign-in. */
    private static final class Rotating implements Conversation {
        private static final String BEFORE = "\"refresh_token\":\"";
        private final OAuthClient client;
        private String token;

        private Rotating(OAuthClient client, String token) {
            this.client = client;
            this.token = token;
        }

        static Rotating begin(OAuthClient client) throws Exception {
            var first = client.token(Map.of("grant_type", "password", "username", "owner", "password", Api.PASSWORD));
            return new Rotating(client, first.getString("refresh_token"));
        }

        @Override
        public Request next() {
            return client.asking(
                    "/oauth/token",
                    Map.of("grant_type", "refresh_token", "refresh_token", token),
                    Check.has(200, BEFORE));
        }

        @Override
        public void answered(byte[] body) {
            var text = new String(body, StandardCharsets.UTF_8);
            int from = text.indexOf(BEFORE) + BEFORE.length();
            token = text.substring(from, text.indexOf('"', from));
        }
    }
}

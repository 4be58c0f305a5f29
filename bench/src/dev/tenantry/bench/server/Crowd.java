package dev.tenantry.bench.server;

import dev.tenantry.bench.load.Once;
import dev.tenantry.bench.load.Request;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Many tenants that are alike: one is registered by the API, given products, an owner and a client, and every row that it has
 * in any table is copied for each of the others, with ids, slug and owner of their own. The ids of the products are the same
 * in all of them, and their names are not: what is answered shows whose it is.
 */
public final class Crowd {
    private static final int PRODUCTS = 3;
    /** What has only just started takes no more tokens at once, and who is told to come again has none. */
    private static final int CONNECTIONS = 16;
    /** Rows in two seconds, when nobody asks for anything. */
    private static final int QUIET = 50;

    /** Tables whose rows are a tenant's, by the column that says so. */
    private static final String TABLES = """
            SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t
                USING (table_schema, table_name)
            WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
                AND (c.column_name = 'tenant_id' OR (c.table_name, c.column_name)
                    IN (('tenants', 'id'), ('people', 'id'), ('credentials', 'person_id')))
            """;

    private static final String NEWCOMERS = """
            CREATE TEMPORARY TABLE newcomers AS
            SELECT '%s' || to_char(n, 'FM0000000') AS slug, uuidv7() AS tenant, uuidv7() AS person, uuidv7() AS client
            FROM generate_series(2, %d) n
            """;
    private static final String COPY = """
            INSERT INTO %1$s SELECT copied.* FROM newcomers n
            CROSS JOIN (SELECT to_jsonb(t)::text AS line FROM %1$s t WHERE %2$s IN ('%3$s', '%4$s')) first
            CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$s, replace(replace(replace(replace(first.line,
                '%3$s', n.tenant::text), '%4$s', n.person::text), '%5$s', n.client::text), '%6$s', n.slug)::jsonb) copied
            """;
    private static final String UNSEALED = """
            SELECT count(*) FROM audit_events e WHERE tenant_id = '%s' AND NOT EXISTS (
                SELECT FROM audit_seals s WHERE s.tenant_id = e.tenant_id AND e.id = ANY (s.event_ids))
            """;
    private static final String WRITTEN = "SELECT sum(tup_inserted + tup_updated) FROM pg_stat_database";

    private Crowd() {}

    /** @return each with the token of a client of its own, which acts for itself; all know the same products */
    public static List<House> make(Product product, String name, int tenants) throws Exception {
        var api = product.api();
        var slug = name + "0000001";
        var first = House.make(product, slug, 0);
        var products = new ArrayList<String>();
        for (int i = 0; i < PRODUCTS; i++) {
            products.add(api.product(slug, first.token(), "of-" + slug + "-" + i));
        }
        var client = api.client(slug, first.token(), "client_credentials");
        var clients = copied(product, first, client, name, tenants);
        return withTokens(product, clients, client.secret(), products);
    }

    /** @return the client of each slug */
    private static Map<String, String> copied(Product product, House first, Api.Client client, String name, int tenants)
            throws Exception {
        try (var connection = product.superuser()) {
            // What is not sealed yet would be so in every copy, and be sealed while something is measured.
            while (number(connection, UNSEALED.formatted(first.id())) > 0) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            var person = text(connection, "SELECT person_id FROM memberships WHERE tenant_id = '" + first.id() + "'");
            // The copies are as right as the first: to look up what each refers to would take the longest.
            run(connection, "SET session_replication_role = replica");
            // All at once: the product looks after every tenant that it sees, and would seal a trail without its seals.
            connection.setAutoCommit(false);
            run(connection, NEWCOMERS.formatted(name, tenants));
            for (var table : pairs(connection, TABLES).entrySet()) {
                run(
                        connection,
                        COPY.formatted(
                                table.getKey(), table.getValue(), first.id(), person, client.id(), first.slug()));
            }
            connection.commit();
            connection.setAutoCommit(true);
            run(connection, "VACUUM ANALYZE");
            // Else it would come while something is measured.
            run(connection, "CHECKPOINT");
            var clients = pairs(connection, "SELECT slug, client FROM newcomers");
            clients.put(first.slug(), client.id());
            return clients;
        }
    }

    /** One after the other would take minutes. */
    private static List<House> withTokens(
            Product product, Map<String, String> clients, String secret, List<String> products) throws IOException {
        var api = product.api();
        var entries = List.copyOf(clients.entrySet());
        var requests = entries.stream()
                .map(entry -> new OAuthClient(api, entry.getKey(), new Api.Client(entry.getValue(), secret))
                        .asking(
                                "/oauth/token",
                                Map.of("grant_type", "client_credentials"),
                                Request.Check.has(200, "\"access_token\":\"")))
                .toList();
        var tokens = new String[entries.size()];
        Once.ask(
                product.port(),
                requests,
                CONNECTIONS,
                (number, body) -> tokens[number] = new JsonObject(Buffer.buffer(body)).getString("access_token"));
        return IntStream.range(0, tokens.length)
                .mapToObj(n -> new House(entries.get(n).getKey(), "", tokens[n], products))
                .toList();
    }

    /** Waits until the product has written down what it does after it has answered: trails, seals and counters. */
    public static void settle(Product product) throws Exception {
        try (var connection = product.superuser()) {
            var before = number(connection, WRITTEN);
            TimeUnit.SECONDS.sleep(2);
            var now = number(connection, WRITTEN);
            while (now - before > QUIET) {
                before = now;
                TimeUnit.SECONDS.sleep(2);
                now = number(connection, WRITTEN);
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    private static Map<String, String> pairs(Connection connection, String sql) throws SQLException {
        var pairs = new HashMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), rows.getString(2));
            }
        }
        return pairs;
    }
}

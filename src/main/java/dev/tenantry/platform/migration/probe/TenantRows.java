package dev.tenantry.platform.migration.probe;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one tenant has in every table, seen by the owner. The tenant is set too: an owner may be bound by row security. */
final class TenantRows {
    private static final String FOREIGN_KEY = "23503";
    private final Session owner;
    private final List<TenantTable> tables;

    TenantRows(Session owner, List<TenantTable> tables) {
        this.owner = owner;
        this.tables = tables;
    }

    /** By table, a text that is another one as soon as any of the tenant's rows is, or any that they refer to. */
    Map<String, String> digest(UUID tenant, Set<String> without) throws SQLException {
        var own = tables.stream()
                .filter(table -> !without.contains(table.name()))
                .map(table -> digested(table.name(), "t.tenant_id = '" + tenant + "'"));
        var all = Stream.concat(own, referred(tenant)).collect(Collectors.joining(" UNION ALL "));
        return owner.rolledBack(Optional.of(tenant), statement -> {
            try (var rows = statement.executeQuery(all)) {
                var digest = new TreeMap<String, String>();
                while (rows.next()) {
                    digest.put(rows.getString(1), rows.getString(2));
                }
                return digest;
            }
        });
    }

    private static String digested(String table, String condition) {
        return """
                SELECT '%s' AS name, count(*) || ':' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')
                FROM %s t WHERE %s
                """.formatted(table.replace("'", "''"), table, condition);
    }

    /** The tenant's own row among the tenants, its people, and whatever else is without a tenant. */
    private Stream<String> referred(UUID tenant) {
        var digests = new TreeMap<String, String>();
        var withTenant = tables.stream().map(TenantTable::name).collect(Collectors.toSet());
        for (var table : tables) {
            for (var reference : table.references()) {
                if (reference.columns().size() == 1 && !withTenant.contains(reference.table())) {
                    var condition = "t.%s IN (SELECT %s FROM %s WHERE tenant_id = '%s')"
                            .formatted(
                                    reference.targets().get(0),
                                    reference.columns().get(0),
                                    table.name(),
                                    tenant);
                    digests.putIfAbsent(reference.table(), digested(reference.table(), condition));
                }
            }
        }
        return digests.values().stream();
    }

    Map<String, List<JsonObject>> read(UUID tenant) throws SQLException {
        return owner.rolledBack(Optional.of(tenant), statement -> {
            var all = new HashMap<String, List<JsonObject>>();
            for (var table : tables) {
                all.put(table.name(), rows(statement, table, tenant));
            }
            return all;
        });
    }

    private static List<JsonObject> rows(Statement statement, TenantTable table, UUID tenant) throws SQLException {
        try (var rows = statement.executeQuery(
                "SELECT to_json(t) FROM %s t WHERE tenant_id = '%s' LIMIT 50".formatted(table.name(), tenant))) {
            var read = new ArrayList<JsonObject>();
            while (rows.next()) {
                read.add(new JsonObject(rows.getString(1)));
            }
            return read;
        }
    }

    /**
     * Takes away all of the tenant's rows, the tenant itself, and what only its rows referred to: all or nothing.
     *
     * @param tenants the table whose rows are the tenants
     * @param referred the tables without a tenant whose rows go as well when nothing refers to them any more
     */
    void remove(UUID tenant, String tenants, List<String> referred) throws SQLException {
        var done = owner.committed(tenant, statement -> {
            var alone = new ArrayList<String>();
            for (var name : referred) {
                alone.addAll(removalsOfReferred(statement, tenant, name));
            }
            removeRows(statement, tenant);
            for (var removal : alone) {
                var removed = tried(statement, removal);
                assert removed || !removal.isEmpty();
            }
            return statement.executeUpdate("DELETE FROM %s WHERE id = '%s'".formatted(tenants, tenant));
        });
        assert done >= 0;
    }

    /** Takes away the tenant's rows of one table. */
    void empty(UUID tenant, String table) throws SQLException {
        var done = owner.committed(
                tenant,
                statement -> statement.executeUpdate("DELETE FROM %s WHERE tenant_id = '%s'".formatted(table, tenant)));
        assert done >= 0;
    }

    private List<String> removalsOfReferred(Statement statement, UUID tenant, String name) throws SQLException {
        var removals = new ArrayList<String>();
        for (var table : tables) {
            for (var reference : table.references()) {
                if (reference.table().equals(name) && reference.columns().size() == 1) {
                    var query =
                            "SELECT DISTINCT format('DELETE FROM %s WHERE %s = %%L', %s) FROM %s WHERE tenant_id = '%s'"
                                    .formatted(
                                            name,
                                            reference.targets().get(0),
                                            reference.columns().get(0),
                                            table.name(),
                                            tenant);
                    try (var rows = statement.executeQuery(query)) {
                        while (rows.next()) {
                            removals.add(rows.getString(1));
                        }
                    }
                }
            }
        }
        return removals.stream().distinct().toList();
    }

    /** In whatever order their foreign keys allow. */
    private void removeRows(Statement statement, UUID tenant) throws SQLException {
        var left = tables.stream()
                .map(table -> "DELETE FROM %s WHERE tenant_id = '%s'".formatted(table.name(), tenant))
                .toList();
        while (!left.isEmpty()) {
            var again = new ArrayList<String>();
            for (var removal : left) {
                if (!tried(statement, removal)) {
                    again.add(removal);
                }
            }
            if (again.size() == left.size()) {
                throw new SQLException("Rows refer to each other in a circle: " + again);
            }
            left = again;
        }
    }

    /** Whether nothing refers to what was to be removed. */
    private static boolean tried(Statement statement, String removal) throws SQLException {
        statement.execute("SAVEPOINT removal");
        try {
            statement.execute(removal);
            return true;
        } catch (SQLException e) {
            if (!FOREIGN_KEY.equals(e.getSQLState())) {
                throw e;
            }
            statement.execute("ROLLBACK TO SAVEPOINT removal");
            return false;
        }
    }
}

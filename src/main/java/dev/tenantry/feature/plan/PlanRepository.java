package dev.tenantry.feature.plan;

import dev.tenantry.platform.quota.rate.Rate;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of {@code plans} and {@code plan_limits}, tables without a tenant. */
final class PlanRepository {
    private static final String ALL = """
            SELECT name, title, requests_per_minute, burst FROM plans ORDER BY position, name
            """;
    private static final String LIMITS = """
            SELECT plan, meter, most FROM plan_limits
            """;

    private record Limit(String plan, String meter, Optional<Long> most) {}

    /** In the order they are to be shown in. */
    Future<List<Plan>> all(Sql sql) {
        return sql.list(LIMITS, PlanRepository::readLimit)
                .map(PlanRepository::byPlan)
                .compose(limits -> sql.list(ALL, row -> read(row, limits)));
    }

    private static Map<String, Map<String, Optional<Long>>> byPlan(List<Limit> limits) {
        var byPlan = new HashMap<String, Map<String, Optional<Long>>>();
        limits.forEach(limit ->
                byPlan.computeIfAbsent(limit.plan(), first -> new HashMap<>()).put(limit.meter(), limit.most()));
        return byPlan;
    }

    private static Limit readLimit(Row row) {
        return new Limit(row.getString("plan"), row.getString("meter"), Optional.ofNullable(row.getLong("most")));
    }

    private static Plan read(Row row, Map<String, Map<String, Optional<Long>>> limits) {
        var name = row.getString("name");
        var rate = Optional.ofNullable(row.getInteger("requests_per_minute"))
                .map(perMinute -> new Rate(perMinute, row.getInteger("burst")));
        return new Plan(name, row.getString("title"), rate, Map.copyOf(limits.getOrDefault(name, Map.of())));
    }
}

package dev.tenantry.platform.sql;

import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.testing.Await;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Everything the doors can do, at random, for two tenants on few connections, while statements fail and sessions are
 * cancelled and killed. What succeeds must be of the tenant that asked, and nothing may stay on a connection.
 */
final class Chaos {
    private static final int IN_A_BATCH = 40;
    private static final int ENOUGH = 50;
    private static final String TOUCH = "UPDATE things SET name = name RETURNING name";
    private static final String CANCEL =
            "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = $1 AND state <> 'idle'";
    private static final String KILL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1";

    private final TwoTenants tenants;
    private final Pool storm;
    private final Random random;
    private final List<BiFunction<TenantContext, Random, Future<List<String>>>> operations = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int answered;
    private int failed;

    Chaos(TwoTenants tenants, Pool storm, long seed) {
        this.tenants = tenants;
        this.storm = storm;
        this.random = new Random(seed);
        for (var tenant : List.of(tenants.red, tenants.blue)) {
            Await.result(tenants.database.of(tenant).change(TwoTenants.INSERT, UUID.randomUUID(), lasting(tenant)));
        }
        with((tenant, dice) -> names(tenants.database.of(tenant), TwoTenants.NAMES));
        with((tenant, dice) -> names(
                tenants.database.of(tenant), "SELECT a.name FROM things a JOIN things b ON a.id = b.id ORDER BY 1"));
        with((tenant, dice) -> readByRowSecurityAlone(tenant, "SELECT name FROM things WHERE $1::uuid IS NOT NULL"));
        with((tenant, dice) -> readByRowSecurityAlone(
                tenant, "SELECT max(name) AS name FROM things, generate_series(1, 3000) WHERE $1::uuid IS NOT NULL"));
        with((tenant, dice) -> names(tenants.database.of(tenant), "SELECT (1 / (id <> id)::int)::text FROM things"));
        for (var door : List.<BiFunction<TwoTenants, TenantContext, Sql>>of(
                (all, tenant) -> all.database.of(tenant), TwoTenants::byRowSecurityAlone)) {
            with((tenant, dice) -> names(door.apply(tenants, tenant), TOUCH));
            with((tenant, dice) -> names(door.apply(tenants, tenant), "UPDATE things SET name = NULL RETURNING name"));
            with((tenant, dice) -> addAndRemove(door.apply(tenants, tenant), tenant, dice));
            with((tenant, dice) -> tryAPart(door.apply(tenants, tenant), tenant));
            with((tenant, dice) -> batch(door.apply(tenants, tenant), tenant, dice));
        }
        with((tenant, dice) -> stream(tenants.database.of(tenant)));
    }

    void with(BiFunction<TenantContext, Random, Future<List<String>>> operation) {
        operations.add(operation);
    }

    /** What went wrong, in words. */
    List<String> run(int count) {
        for (int done = 0; done < count && faults.size() < ENOUGH; done += IN_A_BATCH) {
            var batch = IntStream.range(0, IN_A_BATCH).mapToObj(n -> step()).toList();
            Await.result(Future.join(batch).otherwiseEmpty());
            tenants.settingsLeftBehind().stream()
                    .filter(setting -> !setting.isEmpty())
                    .forEach(setting -> faults.add("left behind: " + setting));
        }
        return faults;
    }

    String summary() {
        return answered + " answered, " + failed + " failed";
    }

    private Future<?> step() {
        int dice = random.nextInt(100);
        if (dice < 10) {
            return storm.preparedQuery(dice < 9 ? CANCEL : KILL).execute(Tuple.of(tenants.role()));
        }
        var tenant = random.nextBoolean() ? tenants.red : tenants.blue;
        var operation = operations.get(random.nextInt(operations.size()));
        return operation
                .apply(tenant, random)
                .onSuccess(names -> check(tenant, names))
                .onFailure(failure -> count(false));
    }

    private synchronized void check(TenantContext tenant, List<String> names) {
        count(true);
        if (!names.contains(lasting(tenant))) {
            faults.add(tenant.slug() + " misses its own: " + names);
        }
        names.stream()
                .filter(name -> !name.startsWith(tenant.slug().value()))
                .forEach(name -> faults.add(tenant.slug() + " sees " + name));
    }

    private synchronized void count(boolean success) {
        answered += success ? 1 : 0;
        failed += success ? 0 : 1;
    }

    static String lasting(TenantContext tenant) {
        return tenant.slug().value() + " lasting";
    }

    private static String passing(TenantContext tenant) {
        return tenant.slug().value() + " " + UUID.randomUUID();
    }

    private static Future<List<String>> names(Sql sql, String statement) {
        return sql.list(statement, TwoTenants::name);
    }

    private Future<List<String>> readByRowSecurityAlone(TenantContext tenant, String statement) {
        var reads = tenants.pool.reads();
        return reads.run(reads.ofTenant(statement, 1), Tuple.of(tenant.id().value()))
                .map(Chaos::names);
    }

    static List<String> names(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(TwoTenants::name)
                .toList();
    }

    private static Future<List<String>> addAndRemove(Sql door, TenantContext tenant, Random dice) {
        boolean giveUp = dice.nextBoolean();
        var id = UUID.randomUUID();
        return door.transaction(sql -> sql.change(TwoTenants.INSERT, id, passing(tenant))
                .compose(added -> names(sql, TOUCH))
                .compose(names -> giveUp
                        ? Future.failedFuture(new IllegalStateException("given up"))
                        : sql.change("DELETE FROM things WHERE id = $1", id).map(names)));
    }

    private static Future<List<String>> tryAPart(Sql door, TenantContext tenant) {
        return door.transaction(
                sql -> sql.savepoint(part -> part.change(TwoTenants.INSERT, UUID.randomUUID(), lasting(tenant)))
                        .transform(taken -> names(sql, TOUCH)));
    }

    private static Future<List<String>> batch(Sql door, TenantContext tenant, Random dice) {
        var rows = IntStream.range(0, 5)
                .mapToObj(n -> new Object[] {UUID.randomUUID(), passing(tenant)})
                .toList();
        var second = dice.nextBoolean() ? rows.get(0) : rows.get(1);
        var all = List.of(rows.get(0), second, rows.get(2), rows.get(3), rows.get(4));
        return door.batch(TwoTenants.INSERT, all)
                .compose(added -> door.batch(
                        "DELETE FROM things WHERE id = $1",
                        all.stream().map(row -> new Object[] {row[0]}).toList()))
                .compose(removed -> names(door, TOUCH));
    }

    private static Future<List<String>> stream(Sql door) {
        var seen = new ArrayList<String>();
        return door.stream("SELECT t.name FROM things t, generate_series(1, 300)", TwoTenants::name, portion -> {
                    seen.addAll(portion);
                    return Future.succeededFuture();
                })
                .map(rows -> seen.stream().distinct().toList());
    }
}

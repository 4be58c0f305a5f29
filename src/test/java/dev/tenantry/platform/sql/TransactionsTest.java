package dev.tenantry.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.sql.text.StatementRefused;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches, streams and savepoints, on one connection. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionsTest {
    private static final String MANY =
            "SELECT t.name || n AS name FROM things t, generate_series(1, 1000) n ORDER BY n";
    // COMMIT does not wait for such a one.
    private static final String INSERT_AS_TEXT = "INSERT INTO things (id, name) VALUES ($1::text::uuid, $2::text)";
    private TwoTenants tenants;
    private Sql red;

    @BeforeAll
    void open(Vertx vertx) {
        tenants = new TwoTenants(vertx, 1);
        red = tenants.database.of(tenants.red);
    }

    @AfterAll
    void close() {
        tenants.close();
    }

    @BeforeEach
    void fill() {
        TestPostgres.execute(tenants.owner, "TRUNCATE things");
        Await.result(red.change(TwoTenants.INSERT, UUID.randomUUID(), "apple"));
        Await.result(tenants.database.of(tenants.blue).change(TwoTenants.INSERT, UUID.randomUUID(), "sky"));
    }

    @AfterEach
    void leavesNothingBehind() {
        assertThat(tenants.settingsLeftBehind()).containsOnly("");
        assertThat(tenants.names(tenants.blue)).containsExactly("sky");
    }

    private List<String> names() {
        return tenants.names(tenants.red);
    }

    private static Object[] row(String name) {
        return new Object[] {UUID.randomUUID(), name};
    }

    private static Object[] texts(String name) {
        return new Object[] {UUID.randomUUID().toString(), name};
    }

    private static Future<Integer> add(Sql sql, String name) {
        return sql.change(TwoTenants.INSERT, row(name));
    }

    @Test
    void countsAllRowsWhenABatchSucceeds() {
        var rows = IntStream.range(0, 300).mapToObj(n -> row("fig " + n)).toList();

        assertThat(Await.result(red.batch(TwoTenants.INSERT, rows))).isEqualTo(300);
        assertThat(Await.result(red.batch("DELETE FROM things WHERE name = $2 AND id = $1", rows)))
                .isEqualTo(300);
        assertThat(Await.result(red.batch(TwoTenants.INSERT, List.of()))).isZero();
    }

    @Test
    void changesNothingWhenOneRowOfABatchFails() {
        var rows = List.of(row("fig"), row("apple"), row("plum"));

        assertConflict(red.batch(TwoTenants.INSERT, rows));
        assertConflict(red.transaction(sql -> sql.batch(TwoTenants.INSERT, rows).otherwise(0)));
        assertThat(names()).containsExactly("apple");
    }

    @Test
    void readsEveryRowInOrderWhenStreamed() {
        var seen = new ArrayList<String>();
        var portions = new ArrayList<Integer>();

        var rows = Await.result(red.stream(MANY, TwoTenants::name, portion -> {
            portions.add(portion.size());
            seen.addAll(portion);
            return Future.succeededFuture();
        }));

        assertThat(rows).isEqualTo(1000);
        assertThat(portions).containsExactly(256, 256, 256, 232);
        assertThat(seen).startsWith("apple1", "apple2").endsWith("apple1000").hasSize(1000);
    }

    @Test
    void readsNoFurtherWhileTheConsumerIsBusy() {
        var portions = new ArrayList<Promise<Void>>();
        var streamed = red.stream(MANY, TwoTenants::name, portion -> {
            portions.add(Promise.promise());
            return portions.get(portions.size() - 1).future();
        });

        Await.until("the first portion is here", () -> portions.size() == 1);
        assertThatThrownBy(() -> Await.result(red.transaction(sql -> sql.first(TwoTenants.NAMES, TwoTenants::name))))
                .as("the one connection is taken")
                .isInstanceOf(AppException.class);
        assertThat(portions).hasSize(1);
        portions.get(0).fail("enough");
        assertThatThrownBy(() -> Await.result(streamed)).hasMessage("enough");
    }

    @Test
    void tellsAndGivesTheConnectionBackWhenItIsLostUnderAConsumerThatNeverEnds() {
        var streamed = red.stream(MANY, TwoTenants::name, portion -> {
            TestPostgres.execute(
                    tenants.owner,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + tenants.role() + "'");
            return Promise.promise().future();
        });

        assertThatThrownBy(() -> Await.result(streamed))
                .isInstanceOfSatisfying(
                        AppException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        var after = red.transaction(sql -> sql.list(TwoTenants.NAMES, TwoTenants::name));
        assertThat(Await.result(after)).containsExactly("apple");
    }

    @Test
    void seesWhatTheTransactionChangedWhenStreamedInsideIt() {
        var seen = new ArrayList<String>();
        var rows = red.transaction(sql -> add(sql, "fig")
                .compose(added -> sql.stream(TwoTenants.NAMES, TwoTenants::name, portion -> {
                    seen.addAll(portion);
                    return add(sql, "plum");
                })));

        assertThat(Await.result(rows)).isEqualTo(2);
        assertThat(seen).containsExactly("apple", "fig");
        assertThat(names()).containsExactly("apple", "fig", "plum");
    }

    @Test
    void goesOnWithoutThePartWhenASavepointFails() {
        var done = red.transaction(sql -> add(sql, "fig")
                .compose(added -> sql.savepoint(part -> add(part, "plum")
                        .compose(alsoAdded -> add(part, "apple").otherwise(0))))
                .transform(part -> {
                    assertThat(part.cause()).isInstanceOf(AppException.class);
                    return add(sql, "quince");
                }));

        assertThat(Await.result(done)).isEqualTo(1);
        assertThat(names()).containsExactly("apple", "fig", "quince");
    }

    @Test
    void keepsWhatSucceededWhenSavepointsAreNested() {
        var done = red.transaction(sql -> sql.savepoint(outer -> add(outer, "fig")
                .compose(added -> outer.savepoint(
                                inner -> add(inner, "plum").compose(alsoAdded -> Future.failedFuture("given up")))
                        .otherwise(0))
                .compose(tried -> outer.savepoint(inner -> add(inner, "quince")))));

        assertThat(Await.result(done)).isEqualTo(1);
        assertThat(names()).containsExactly("apple", "fig", "quince");
    }

    @Test
    void undoesThePartWhenItDidNotAwaitTheStatementThatFailed() {
        var done = red.transaction(sql -> sql.savepoint(part -> {
                    var unawaited = add(part, "apple");
                    return Future.succeededFuture(unawaited);
                })
                .transform(part -> Future.succeededFuture(part.failed())));

        assertThat(Await.result(done)).isTrue();
        assertThat(names()).containsExactly("apple");
    }

    @Test
    void rollsBackAllWhenAFailureWasOutsideTheSavepoint() {
        assertConflict(red.transaction(sql -> add(sql, "apple")
                .transform(failed -> sql.savepoint(part -> add(part, "fig")))
                .otherwise(0)));
        assertConflict(red.transaction(sql -> {
            var unawaited = add(sql, "apple");
            return Future.succeededFuture(unawaited);
        }));
        assertThat(names()).containsExactly("apple");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void leavesNothingBehindWhenAnyOfThoseNobodyWaitedForFails(int failing) {
        assertNothingIsLeftOf(sql -> {
            for (int n = 0; n < 4; n++) {
                sql.unawaited(TwoTenants.INSERT, row(n == failing ? "apple" : "fig " + n));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void leavesNothingBehindWhenAnyOfThoseFailsThatCommitDoesNotWaitFor(int failing) {
        assertNothingIsLeftOf(sql -> {
            for (int n = 0; n < 4; n++) {
                sql.unawaited(INSERT_AS_TEXT, texts(n == failing ? "apple" : "fig " + n));
            }
        });
    }

    private void assertNothingIsLeftOf(Consumer<Sql> failing) {
        assertConflict(red.transaction(sql -> {
            failing.accept(sql);
            return Future.succeededFuture("an answer");
        }));
        assertConflict(red.transaction(sql -> {
            failing.accept(sql);
            return add(sql, "plum");
        }));
        assertConflict(red.transaction(sql -> add(sql, "plum").map(added -> {
            failing.accept(sql);
            return added;
        })));
        assertThat(names()).containsExactly("apple");
    }

    /** Some of which COMMIT waits for, and one that it does not wait for. */
    static Stream<String> inserts() {
        return Stream.of(
                TwoTenants.INSERT,
                INSERT_AS_TEXT,
                "INSERT INTO things (id, name) VALUES ($1::text::uuid, $2)",
                "INSERT INTO things (id, name) VALUES ($1::uuid, $2::text)",
                "INSERT INTO things (name, id) VALUES ($2::text, $1::uuid)",
                "INSERT INTO things (id, name) VALUES (($1::text ARRAY)[1]::uuid, $2::text)",
                INSERT_AS_TEXT + " RETURNING id",
                "INSERT INTO things (id, name) VALUES (($1::text[])[1]::uuid, $2::text)");
    }

    /** Texts that no connection has prepared: the client learns of their types only when the rest is under way. */
    @ParameterizedTest
    @MethodSource("inserts")
    void leavesNothingBehindWhenTheClientItselfRefusesAValueOfOneThatNobodyWaitedFor(String statement) {
        for (int wrong = 0; wrong < 2; wrong++) {
            var values = texts("fig");
            values[wrong] = List.of("nothing that can be sent");
            assertRefusedWithAllBeforeIt(statement + " -- for the first time, " + wrong, values);
        }
    }

    /** The client makes what is wanted of it itself, where it knows what that is. */
    @ParameterizedTest
    @MethodSource("inserts")
    void leavesNothingBehindWhenATextIsNotWhatIsWanted(String statement) {
        assertRefusedWithAllBeforeIt(statement + " -- of texts, for the first time", "no uuid", "fig");
    }

    private void assertRefusedWithAllBeforeIt(String statement, Object... values) {
        var forgotten = new ArrayList<Future<?>>();
        for (var sending : List.<Consumer<Sql>>of(
                sql -> sql.unawaited(statement, values),
                sql -> forgotten.add(sql.change(statement + " -- and forgotten", values)))) {
            var done = red.transaction(sql -> add(sql, "plum").map(added -> {
                        sending.accept(sql);
                        sql.unawaited(INSERT_AS_TEXT, texts("quince"));
                        return "committed";
                    }))
                    .otherwise("refused");

            assertThat(Await.result(done)).isEqualTo("refused");
            assertThat(names()).containsExactly("apple");
        }
    }

    @Test
    void commitsAllWhenNobodyWaitedForAnyOfThem() {
        var committed = new ArrayList<String>();
        var done = red.transaction(sql -> {
            sql.whenCommitted(() -> committed.add("told"));
            sql.unawaited(TwoTenants.INSERT, row("fig"));
            sql.unawaited(INSERT_AS_TEXT, texts("plum"));
            return Future.succeededFuture("an answer");
        });

        assertThat(Await.result(done)).isEqualTo("an answer");
        assertThat(committed).containsExactly("told");
        assertThat(names()).containsExactly("apple", "fig", "plum");
    }

    @Test
    void isNotToldAsCommittedWhenOneThatNobodyWaitedForFails() {
        var committed = new ArrayList<String>();

        assertConflict(red.transaction(sql -> {
            sql.whenCommitted(() -> committed.add("told"));
            sql.unawaited(TwoTenants.INSERT, row("apple"));
            return Future.succeededFuture();
        }));
        assertConflict(red.transaction(sql -> {
            sql.whenCommitted(() -> committed.add("told"));
            sql.unawaited(INSERT_AS_TEXT, texts("apple"));
            return Future.succeededFuture();
        }));
        assertThat(committed).isEmpty();
    }

    @Test
    void failsWithTheFirstFailureWhenSeveralWereSentTogether() {
        assertConflict(red.transaction(sql -> {
            var taken = add(sql, "apple");
            return add(sql, "fig").compose(added -> taken);
        }));
        assertConflict(red.transaction(sql -> {
            sql.unawaited(TwoTenants.INSERT, row("apple"));
            return sql.first("SELECT 1 / 0 AS name FROM things", TwoTenants::name);
        }));
        assertThat(names()).containsExactly("apple");
    }

    @Test
    void leavesNothingBehindWhenOneThatNobodyWaitedForIsRefused() {
        assertThatThrownBy(() -> Await.result(red.transaction(sql -> {
                    sql.unawaited(TwoTenants.INSERT, row("fig"));
                    sql.unawaited("UPDATE things SET tenant_id = $1", UUID.randomUUID());
                    return Future.succeededFuture();
                })))
                .isInstanceOf(StatementRefused.class);
        assertThat(names()).containsExactly("apple");
    }

    @Test
    void undoesThePartAloneWhenOneThatNobodyWaitedForFailsInIt() {
        var done = red.transaction(sql -> {
            sql.unawaited(TwoTenants.INSERT, row("fig"));
            return sql.savepoint(part -> {
                        part.unawaited(TwoTenants.INSERT, row("plum"));
                        part.unawaited(INSERT_AS_TEXT, texts("apple"));
                        return Future.succeededFuture();
                    })
                    .transform(part -> {
                        assertThat(part.cause()).isInstanceOf(AppException.class);
                        return add(sql, "quince");
                    });
        });

        assertThat(Await.result(done)).isEqualTo(1);
        assertThat(names()).containsExactly("apple", "fig", "quince");
    }

    @Test
    void refusesToSendWhatNobodyWaitsForOutsideOfATransaction() {
        var kept = new ArrayList<Sql>();
        Await.result(red.transaction(sql -> Future.succeededFuture(kept.add(sql))));

        assertThatThrownBy(() -> red.unawaited(TwoTenants.INSERT, row("fig")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.get(0).unawaited(TwoTenants.INSERT, row("fig")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(names()).containsExactly("apple");
    }

    @Test
    void refusesOtherStatementsWhileAPartIsTried() {
        var refused = new ArrayList<Future<?>>();
        Await.result(red.transaction(sql -> sql.savepoint(part -> {
            refused.add(add(sql, "fig"));
            refused.add(sql.savepoint(second -> add(second, "fig")));
            refused.add(sql.notify("news", ""));
            return add(part, "plum");
        })));

        assertThat(refused)
                .hasSize(3)
                .allSatisfy(
                        one -> assertThatThrownBy(() -> Await.result(one)).isInstanceOf(IllegalStateException.class));
        assertThat(names()).containsExactly("apple", "plum");
    }

    @Test
    void rollsBackAndRefusesTheRestWhenAPartIsNotAwaited() {
        var late = Promise.<Void>promise();
        var statement = new ArrayList<Future<?>>();
        var done = red.transaction(sql -> {
            var part = sql.savepoint(open -> late.future().onSuccess(now -> statement.add(add(open, "fig"))));
            return Future.succeededFuture(part);
        });

        assertThatThrownBy(() -> Await.result(done)).isInstanceOf(IllegalStateException.class);
        late.complete();
        Await.until("the part went on", () -> !statement.isEmpty());
        assertThatThrownBy(() -> Await.result(statement.get(0))).isInstanceOf(IllegalStateException.class);
        assertThat(names()).containsExactly("apple");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesTheNextBorrowerAloneWhenAPartEndsAfterItsTransaction(boolean succeeds) {
        var late = Promise.<Integer>promise();
        var part = Promise.<Integer>promise();
        var lost = red.transaction(sql -> {
            sql.savepoint(open -> add(open, "fig").compose(added -> late.future()))
                    .onComplete(part);
            return Future.<Integer>failedFuture(new AppException(ErrorCode.CONFLICT));
        });
        assertConflict(lost);
        var added = Promise.<Integer>promise();
        var goOn = Promise.<Integer>promise();
        var next = red.transaction(
                sql -> sql.savepoint(open -> add(open, "plum").onComplete(added).compose(done -> goOn.future())));
        Await.result(added.future());

        late.handle(succeeds ? Future.succeededFuture(1) : Future.failedFuture(new AppException(ErrorCode.CONFLICT)));

        assertThatThrownBy(() -> Await.result(part.future())).isInstanceOf(IllegalStateException.class);
        goOn.complete(1);
        assertThat(Await.result(next)).isEqualTo(1);
        assertThat(names()).containsExactly("apple", "plum");
    }

    @Test
    void endsTheTransactionWhenItsCommitCouldNot() {
        var given = tenants.pool
                .connections()
                .getConnection()
                .compose(connection -> connection
                        .query("BEGIN; SET LOCAL app.tenant_id = '"
                                + tenants.red.id().value() + "'")
                        .execute()
                        .transform(begun -> Ending.giveBack(
                                connection, connection.query("SELECT 1 / 0").execute())));

        Await.result(given);
        assertThat(tenants.settingsLeftBehind()).containsOnly("");
    }

    private static void assertConflict(Future<?> future) {
        assertThatThrownBy(() -> Await.result(future))
                .isInstanceOfSatisfying(
                        AppException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT));
    }
}

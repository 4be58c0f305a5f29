package dev.tenantry.platform.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.platform.sql.listen.Listener;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.testing.Await;
import dev.tenantry.testing.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who hears what is notified. */
@ExtendWith(VertxExtension.class)
class NotificationsTest {
    private static final String MISSED = "(may have missed something)";
    private TwoTenants tenants;

    /** What came, in order. */
    private static final class Heard implements Listener {
        final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void received(String payload) {
            all.add(payload);
        }

        @Override
        public void mayHaveMissed() {
            all.add(MISSED);
        }

        void awaits(String... payloads) {
            Await.until("heard " + List.of(payloads), () -> all.size() >= payloads.length);
            assertThat(all).containsExactly(payloads);
        }
    }

    @BeforeEach
    void open(Vertx vertx) {
        tenants = new TwoTenants(vertx, 2);
    }

    @AfterEach
    void close() {
        tenants.close();
    }

    private Heard listen(TenantContext tenant, String channel) {
        var heard = new Heard();
        Await.result(tenants.database.listen(tenant, channel, heard));
        return heard;
    }

    private void tell(Sql sql, String payload) {
        Await.result(sql.notify("news", payload));
    }

    @Test
    void hearsItsOwnTenantAndDoorOnlyWhenOthersNotify() {
        var red = listen(tenants.red, "news");
        var blue = listen(tenants.blue, "news");
        var other = listen(tenants.red, "other");
        var everywhere = new Heard();
        var control = new Heard();
        Await.result(tenants.control.listen("news", everywhere));
        Await.result(tenants.control.listen(tenants.red, "news", control));

        tell(tenants.database.of(tenants.blue), "for blue");
        tell(tenants.control.acrossTenants(), "for all");
        tell(tenants.control.of(tenants.red), "for red at control");
        tell(tenants.database.of(tenants.red), "for red");
        Await.result(tenants.database.of(tenants.red).notify("other", "last"));

        other.awaits("last");
        red.awaits("for red");
        blue.awaits("for blue");
        everywhere.awaits("for all");
        control.awaits("for red at control");
    }

    @Test
    void hearsOnlyWhatIsCommittedWhenNotifiedInATransaction() {
        var red = listen(tenants.red, "news");
        var sql = tenants.database.of(tenants.red);

        var undone = sql.transaction(open -> open.notify("news", "undone").compose(told -> Future.failedFuture("no")));
        assertThatThrownBy(() -> Await.result(undone)).hasMessage("no");
        Await.result(sql.transaction(open -> open.notify("news", "done")));

        red.awaits("done");
    }

    @Test
    void connectsAgainAndTellsWhenTheConnectionIsLost() {
        var red = listen(tenants.red, "news");
        var blue = listen(tenants.blue, "news");

        TestPostgres.execute(
                tenants.owner,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tenantry-listen'"
                        + " AND usename = '" + tenants.role() + "'");
        red.awaits(MISSED);
        tell(tenants.database.of(tenants.red), "again");

        red.awaits(MISSED, "again");
        blue.awaits(MISSED);
    }

    @Test
    void hearsNoMoreWhenItHasEnded() {
        var first = new Heard();
        var second = listen(tenants.red, "news");
        var listening = Await.result(tenants.database.listen(tenants.red, "news", first));

        Await.result(listening.end());
        tell(tenants.database.of(tenants.red), "later");

        second.awaits("later");
        first.awaits();
    }

    @Test
    void goesOnWhenAListenerFails() {
        Await.result(tenants.database.listen(tenants.red, "news", new Listener() {
            @Override
            public void received(String payload) {
                throw new IllegalStateException("careless");
            }

            @Override
            public void mayHaveMissed() {}
        }));
        var careful = listen(tenants.red, "news");

        tell(tenants.database.of(tenants.red), "one");
        tell(tenants.database.of(tenants.red), "two");

        careful.awaits("one", "two");
    }

    @Test
    void refusesAChannelWhenItsNameIsNone() {
        for (var name : List.of("", "News", "a b", "x\"; DROP TABLE things", "1st", "a".repeat(29))) {
            assertThatThrownBy(() -> listen(tenants.red, name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(
                            () -> Await.result(tenants.database.of(tenants.red).notify(name, "")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        var longest = "a".repeat(28);
        var heard = listen(tenants.red, longest);
        var almost = listen(tenants.red, longest.substring(1));

        Await.result(tenants.database.of(tenants.red).notify(longest, "whole"));
        heard.awaits("whole");
        almost.awaits();
    }
}

package dev.tenantry.feature.onboarding;

import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.People;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.flow.Repeat;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Signing off: everything a tenant has goes, and the people who were nowhere else. */
public final class Offboarding {
    private static final int PORTION = 100;

    /** A node learns within a second that the tenant is gone, and writes within another one what it has counted of it. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final ControlDatabase database;
    private final People people;
    private final Members members;

    public Offboarding(Vertx vertx, ControlDatabase database, People people, Members members) {
        this.vertx = vertx;
        this.database = database;
        this.people = people;
        this.members = members;
    }

    /** Portion by portion, so that a large tenant holds nobody up; when it fails it may be called again. */
    public Future<Void> empty(TenantContext tenant) {
        return vertx.timer(SETTLING.toMillis(), TimeUnit.MILLISECONDS)
                .compose(settled -> Repeat.whileTrue(() -> database.of(tenant)
                        .transaction(sql -> members.removeSome(sql, PORTION)
                                .compose(left -> forget(sql, left))
                                .compose(forgotten -> members.any(sql)))))
                .compose(gone -> database.deleteAll(tenant, Trail.TABLES));
    }

    private Future<Void> forget(Sql sql, List<PersonId> left) {
        var done = Future.<Void>succeededFuture();
        for (var person : left) {
            done = done.compose(before -> people.removeIfAlone(sql, person));
        }
        return done;
    }
}

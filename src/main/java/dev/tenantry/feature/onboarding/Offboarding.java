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
import java.util.List;

/** Signing off: everything a tenant has goes, and the people who were nowhere else. */
public final class Offboarding {
    private static final int PORTION = 100;
    private final ControlDatabase database;
    private final People people;
    private final Members members;

    public Offboarding(ControlDatabase database, People people, Members members) {
        this.database = database;
        this.people = people;
        this.members = members;
    }

    /** Portion by portion, so that a large tenant holds nobody up; when it fails it may be called again. */
    public Future<Void> empty(TenantContext tenant) {
        return Repeat.whileTrue(() -> database.of(tenant)
                        .transaction(sql -> members.removeSome(sql, PORTION)
                                .compose(left -> forget(sql, left))
                                .compose(forgotten -> members.any(sql))))
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

package dev.tenantry.platform.feature;

import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.feature.Contribution.Handler;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.quota.Meters;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;

/** What every change of every feature goes through: one transaction with the change and what the trail tells of it. */
public final class Changes {
    private final Permissions permissions;
    private final Trail trail;
    private final Meters meters;

    public Changes(Permissions permissions, Trail trail, Meters meters) {
        this.permissions = permissions;
        this.trail = trail;
        this.meters = meters;
    }

    Permissions permissions() {
        return permissions;
    }

    Meters meters() {
        return meters;
    }

    <B> Future<Reply> make(Sql door, Call<B> call, Deed deed, Handler<B> handler) {
        return door.transaction(sql -> handler.handle(new TenantCall<>(call, sql, deed))
                .compose(reply -> tell(sql, call, deed, reply).map(reply)));
    }

    private Future<Void> tell(Sql sql, Call<?> call, Deed deed, Reply reply) {
        var told = deed.happenings(call, reply).stream()
                .map(happening -> trail.write(sql, call.tenant(), call.actor(), happening))
                .toList();
        return Future.all(told).mapEmpty();
    }
}

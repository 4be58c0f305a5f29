package dev.tenantry.platform.feature;

import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.Contribution.Handler;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.quota.Meters;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.sql.Sql;
import io.vertx.core.Future;

/**
 * What every change of every feature goes through: one transaction with the change, what the trail tells of it, and the
 * answer for whoever asks for the same again.
 */
public final class Changes {
    private final Permissions permissions;
    private final Trail trail;
    private final Meters meters;
    private final IdempotencyKeys keys;

    public Changes(Permissions permissions, Trail trail, Meters meters, IdempotencyKeys keys) {
        this.permissions = permissions;
        this.trail = trail;
        this.meters = meters;
        this.keys = keys;
    }

    Permissions permissions() {
        return permissions;
    }

    Meters meters() {
        return meters;
    }

    <B> Future<Reply> make(Sql door, Call<B> call, Change change, Handler<B> handler) {
        if (!change.answer().isVersioned() && call.headers().contains("If-Match")) {
            throw new AppException(
                    ErrorCode.PRECONDITION_FAILED, "This has no versions that If-Match could name: leave it out");
        }
        return door.transaction(sql -> change.answer().isRepeatable()
                ? keys.once(sql, call, change, () -> make(sql, call, new Deed(change, meters), handler))
                : make(sql, call, new Deed(change, meters), handler));
    }

    private <B> Future<Reply> make(Sql sql, Call<B> call, Deed deed, Handler<B> handler) {
        return handler.handle(new TenantCall<>(call, sql, deed))
                .compose(reply -> tell(sql, call, deed, reply).map(reply));
    }

    private Future<Void> tell(Sql sql, Call<?> call, Deed deed, Reply reply) {
        var told = deed.happenings(call, reply).stream()
                .map(happening -> trail.write(sql, call.tenant(), call.actor(), happening))
                .toList();
        return Future.all(told).mapEmpty();
    }
}

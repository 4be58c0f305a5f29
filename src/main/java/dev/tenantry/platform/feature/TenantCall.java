package dev.tenantry.platform.feature;

import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Precondition;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.quota.Meter;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call to a feature: who asks, what they sent, and SQL that cannot leave their tenant. Of a change the SQL is a transaction
 * that ends with the reply.
 */
public final class TenantCall<B> {
    private final Call<B> call;
    private final Sql sql;
    private final @Nullable Deed deed;

    TenantCall(Call<B> call, Sql sql, @Nullable Deed deed) {
        this.call = call;
        this.sql = sql;
        this.deed = deed;
    }

    TenantCall(Call<B> call, Sql sql) {
        this(call, sql, null);
    }

    /** All that is known of the request. */
    public Call<B> call() {
        return call;
    }

    /** The tenant's own rows, wherever they are placed. */
    public Sql sql() {
        return sql;
    }

    public TenantContext tenant() {
        return call.tenant();
    }

    public B body() {
        return call.body();
    }

    public Principal principal() {
        return call.principal();
    }

    /** Who asks and by which request. */
    public Actor actor() {
        return call.actor();
    }

    /** An id in the path, such as {@code {id}}. */
    public UUID id(String name) {
        return call.id(name);
    }

    public Optional<String> query(String name) {
        return call.query(name);
    }

    /** Which versions of the row a change is meant for; the route's answer says that it is versioned. */
    public Precondition ifMatch() {
        return call.ifMatch();
    }

    public Page.Wanted page() {
        return call.page();
    }

    /**
     * Has the trail tell this of the change, instead of what it says by itself: {@code product.created}, by the permission, the
     * method, the id in the path or the Location, and the fields of the body.
     */
    public void happened(Happening happening) {
        deed().tell(happening);
    }

    /** Counts one more of what the plan limits; fails with {@code PLAN_LIMIT} when it allows no more. */
    public Future<Void> take(Meter meter) {
        return take(meter, 1);
    }

    /** Counts so many more of what the plan limits; fails with {@code PLAN_LIMIT} when it does not allow them. */
    public Future<Void> take(Meter meter, long amount) {
        return deed().meters().take(sql, tenant(), meter, amount);
    }

    /** Counts one fewer. */
    public Future<Void> giveBack(Meter meter) {
        return giveBack(meter, 1);
    }

    /** Counts so many fewer. */
    public Future<Void> giveBack(Meter meter, long amount) {
        return deed().meters().giveBack(sql, tenant(), meter, amount);
    }

    private Deed deed() {
        if (deed == null) {
            throw new IllegalStateException("A route that only reads changes nothing to tell of or to count");
        }
        return deed;
    }
}

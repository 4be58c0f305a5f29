package dev.tenantry.platform.feature;

import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Page;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.sql.Sql;
import java.util.Optional;
import java.util.UUID;

/**
 * A call to a feature: who asks, what they sent, and SQL that cannot leave their tenant.
 *
 * @param sql the tenant's own tables, wherever they are placed
 */
public record TenantCall<B>(Call<B> call, Sql sql) {

    public B body() {
        return call.body();
    }

    public Principal principal() {
        return call.principal();
    }

    /** An id in the path, such as {@code {id}}. */
    public UUID id(String name) {
        return call.id(name);
    }

    public Optional<String> query(String name) {
        return call.query(name);
    }

    public Page.Wanted page() {
        return call.page();
    }
}

package dev.tenantry.feature.oauth.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tenantry.platform.http.Cors;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The origins of the pages that clients are sent their codes to: they may call the routes for clients from a browser. What
 * was found, and what was not, is remembered for a second.
 */
public final class RegisteredOrigins implements Cors.ClientOrigins {
    private static final int REMEMBERED = 10_000;
    private final ControlDatabase database;
    private final OriginRepository rows = new OriginRepository();
    private final Cache<Key, Boolean> seen = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();

    private record Key(Optional<TenantId> tenant, String origin) {}

    public RegisteredOrigins(ControlDatabase database) {
        this.database = database;
    }

    @Override
    public Future<Boolean> isOf(TenantContext tenant, String origin) {
        return remembered(
                new Key(Optional.of(tenant.id()), origin), () -> rows.isOf(database.of(tenant), tenant.id(), origin));
    }

    @Override
    public Future<Boolean> isOfAnybody(String origin) {
        return remembered(new Key(Optional.empty(), origin), () -> rows.isOfAnybody(database.acrossTenants(), origin));
    }

    /** Those of the client become these, in the caller's transaction. */
    Future<Void> set(Sql sql, TenantContext tenant, Client client) {
        return rows.delete(sql, tenant.id(), client.id())
                .compose(deleted -> rows.insert(sql, tenant.id(), client.id(), origins(client)));
    }

    private Future<Boolean> remembered(Key key, Supplier<Future<Boolean>> lookUp) {
        var known = seen.getIfPresent(key);
        return known != null ? Future.succeededFuture(known) : lookUp.get().onSuccess(found -> seen.put(key, found));
    }

    /** A native client has no page. */
    private static Set<String> origins(Client client) {
        return client.rules().isNative()
                ? Set.of()
                : client.redirectUris().stream()
                        .map(URI::create)
                        .flatMap(RegisteredOrigins::origin)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** As a browser writes it: in lower case, without the scheme's own port (RFC 6454, section 6.2). */
    private static Stream<String> origin(URI uri) {
        if (uri.getHost() == null) {
            return Stream.empty();
        }
        var ownPort = "https".equals(uri.getScheme()) ? 443 : 80;
        var port = uri.getPort() < 0 || uri.getPort() == ownPort ? "" : ":" + uri.getPort();
        return Stream.of(uri.getScheme() + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
    }
}

package dev.tenantry.feature.oauth.discovery;

import dev.tenantry.feature.oauth.key.KeyRing;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Cors.Sharing;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.RequestBody;
import dev.tenantry.platform.http.RequestBody.Nothing;
import dev.tenantry.platform.http.Route;
import io.vertx.core.http.HttpMethod;

/** The keys that a tenant's tokens are verified with (RFC 7517), under its issuer: {@code /tenants/{slug}/oauth/jwks}. */
public final class DiscoveryRoutes {
    private static final String CACHED = "public, max-age=" + KeyRing.PUBLIC_KEYS_MAX_AGE.toSeconds();
    private final KeyRing keys;

    public DiscoveryRoutes(KeyRing keys) {
        this.keys = keys;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(
                        HttpMethod.GET, "/oauth/jwks", new Access.Visitor(), RequestBody.NONE, Route.now(this::jwks))
                .sharedWith(Sharing.CLIENTS));
    }

    private Reply jwks(Call<Nothing> call) {
        return Reply.json(200, keys.publicKeys().toJSONObject(true)).with("Cache-Control", CACHED);
    }
}

package dev.tenantry.feature.oauth.discovery;

import com.nimbusds.jose.jwk.JWK;
import dev.tenantry.feature.oauth.key.KeyRing;
import dev.tenantry.feature.oauth.protocol.Issuers;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Cors.Sharing;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a tenant's issuer can do, and the keys its tokens are verified with (RFC 7517). The metadata is found in both ways:
 * behind the issuer, as OpenID Connect has it, and with the issuer's path behind the well-known part, as RFC 8414 does.
 */
public final class DiscoveryRoutes {
    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";
    private static final String CACHED = "public, max-age=" + KeyRing.PUBLIC_KEYS_MAX_AGE.toSeconds();
    private final KeyRing keys;
    private final Issuers issuers;

    public DiscoveryRoutes(KeyRing keys, Issuers issuers) {
        this.keys = keys;
        this.issuers = issuers;
    }

    public void contribute(Contribution to) {
        to.route(route(
                "/oauth/jwks",
                KeySet.class,
                "The keys that the tenant's tokens are verified with (RFC 7517)",
                this::jwks));
        to.route(metadata(OPENID));
        to.route(metadata(issuers.inserted(OPENID)));
        to.route(metadata(issuers.inserted(OAUTH)));
    }

    private Route<Nothing> metadata(String path) {
        return route(
                path,
                Metadata.class,
                "What the tenant's issuer can do (OpenID Connect Discovery 1.0, RFC 8414)",
                this::metadata);
    }

    private static Route<Nothing> route(
            String path, Class<?> type, String says, Function<Call<Nothing>, Reply> handler) {
        return new Route<>(
                        HttpMethod.GET,
                        path,
                        new Access.Visitor(),
                        RequestBody.NONE,
                        Answer.plain(200, type, says),
                        Route.now(handler))
                .sharedWith(Sharing.CLIENTS);
    }

    private Reply jwks(Call<Nothing> call) {
        return Reply.json(
                        200,
                        new KeySet(keys.publicKeys().toPublicJWKSet().getKeys().stream()
                                .map(JWK::toJSONObject)
                                .toList()))
                .with("Cache-Control", CACHED);
    }

    private Reply metadata(Call<Nothing> call) {
        return Reply.json(200, Metadata.of(issuers.of(call.tenant())))
                .with("Cache-Control", CACHED)
                // Where the tenant is named by the header, the same address has several answers.
                .with("Vary", "Origin, X-Tenant-Slug");
    }

    /** Each key by its members (RFC 7517, section 4). */
    record KeySet(List<Map<String, Object>> keys) {}
}

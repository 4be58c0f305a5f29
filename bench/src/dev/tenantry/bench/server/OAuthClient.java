package dev.tenantry.bench.server;

import dev.tenantry.bench.load.Request;
import dev.tenantry.bench.load.Request.Check;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;

/** An OAuth client of a tenant, which shows its secret with whatever it asks. */
public record OAuthClient(Api api, String slug, Api.Client credentials) {

    /** @param grants the grant types it may use */
    public static OAuthClient register(Product product, House house, String... grants)
            throws IOException, InterruptedException {
        var api = product.api();
        return new OAuthClient(api, house.slug(), api.client(house.slug(), house.token(), grants));
    }

    /** The token endpoint's answer to this form, now. */
    public JsonObject token(Map<String, String> form) throws IOException, InterruptedException {
        return api.token(slug, credentials, form);
    }

    public Request asking(String path, Map<String, String> form, Check check) {
        return Request.form(
                path,
                Map.of("X-Tenant-Slug", slug, "Authorization", credentials.authorization()),
                Api.form(form),
                check);
    }
}

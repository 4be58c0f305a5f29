package dev.tenantry.platform.http;

import dev.tenantry.platform.http.Cors.Sharing;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.quota.AddressLimits.Counting;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.function.Function;

/**
 * One route of the application: everything the pipeline has to know, in one place.
 *
 * @param path such as {@code /api/v1/products/{id}}; when the access needs a tenant it is served under
 *     {@code /tenants/{slug}} as well. One with {@link #SLUG} in it names its tenant there and is served as it is
 * @param body how the body is read; {@link RequestBody#NONE} for routes without one
 * @param answer what it answers when all goes well
 * @param errors the shape failures are told in
 * @param sharing which pages of other origins may call it; those in the configuration unless told
 * @param counting what of it counts towards the limits of its caller's address; nothing unless told
 */
public record Route<B>(
        HttpMethod method,
        String path,
        Access access,
        RequestBody<B> body,
        Answer answer,
        Handler<B> handler,
        ErrorRenderer errors,
        Sharing sharing,
        Counting counting) {

    /** Where the tenant's slug stands in a path. */
    public static final String SLUG = "{tenant_slug}";

    private static final String TENANTS = "/tenants/";

    /** What a feature does with a request that has passed every check. */
    @FunctionalInterface
    public interface Handler<B> {
        Future<Reply> handle(Call<B> call);
    }

    /** How a protocol tells a failure. Anything that is not an {@code AppException} is told as {@code INTERNAL}. */
    @FunctionalInterface
    public interface ErrorRenderer {
        Reply render(Throwable failure, String requestId);
    }

    public Route(
            HttpMethod method, String path, Access access, RequestBody<B> body, Answer answer, Handler<B> handler) {
        this(method, path, access, body, answer, handler, ErrorResponse::render, Sharing.LISTED, Counting.NOTHING);
    }

    public Route<B> tellingErrors(ErrorRenderer renderer) {
        return new Route<>(method, path, access, body, answer, handler, renderer, sharing, counting);
    }

    public Route<B> sharedWith(Sharing others) {
        return new Route<>(method, path, access, body, answer, handler, errors, others, counting);
    }

    public Route<B> limitedByAddress(Counting counted) {
        return new Route<>(method, path, access, body, answer, handler, errors, sharing, counted);
    }

    /** Every path it is served at. */
    List<String> paths() {
        return access.needsTenant() && !path.contains(SLUG) ? List.of(path, underTenant(SLUG, path)) : List.of(path);
    }

    /** Where a path is served with its tenant in it: {@code /tenants/acme/api/v1/products/{id}}. */
    public static String underTenant(String tenant, String path) {
        return TENANTS + tenant + (path.startsWith(TENANTS) ? path.substring(TENANTS.length() - 1) : path);
    }

    /** A route whose handler cannot fail to be there at once. */
    public static <B> Handler<B> now(Function<Call<B>, Reply> handler) {
        return call -> Future.succeededFuture(handler.apply(call));
    }
}

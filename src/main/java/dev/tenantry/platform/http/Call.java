package dev.tenantry.platform.http;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A request that has passed every check of its route: whose it is, who asks, and what they sent. */
public final class Call<B> {
    private static final Pattern UUID_SHAPE = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private final HttpServerRequest request;
    private final Map<String, String> pathParameters;
    private final Exchange exchange;
    private final B body;

    Call(HttpServerRequest request, Map<String, String> pathParameters, Exchange exchange, B body) {
        this.request = request;
        this.pathParameters = pathParameters;
        this.exchange = exchange;
        this.body = body;
    }

    /** The tenant the request is about. A route for {@link Access.Everyone} has none to ask for. */
    public TenantContext tenant() {
        var tenant = exchange.tenant();
        if (tenant == null) {
            throw new IllegalStateException("A route for everyone has no tenant");
        }
        return tenant;
    }

    /** Who asks. Only routes that let nobody in unknown have one. */
    public Principal principal() {
        var principal = exchange.principal();
        if (principal == null) {
            throw new IllegalStateException("A route for visitors has no principal");
        }
        return principal;
    }

    /** Who asks and by which request, for the trail. */
    public Actor actor() {
        return new Actor(Optional.ofNullable(exchange.principal()), requestId(), exchange.clientAddress());
    }

    public B body() {
        return body;
    }

    public String requestId() {
        return exchange.requestId();
    }

    /** An id in the path. What is no id at all names nothing: 404, as an unknown one. */
    public UUID id(String name) {
        var text = pathParameters.getOrDefault(name, "");
        if (!UUID_SHAPE.matcher(text).matches()) {
            throw new AppException(ErrorCode.NOT_FOUND);
        }
        return UUID.fromString(text);
    }

    /** The text in the path. */
    public String path(String name) {
        return pathParameters.getOrDefault(name, "");
    }

    /** All values in the path by their names. */
    public Map<String, String> path() {
        return pathParameters;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(request.getParam(name));
    }

    /** All of the query as it was sent; empty when there is none. */
    public String query() {
        return Objects.requireNonNullElse(request.query(), "");
    }

    public MultiMap headers() {
        return request.headers();
    }

    /** Which versions of what it names the request is meant for. */
    public Precondition ifMatch() {
        return Precondition.of(request.headers());
    }

    /** The page the caller asks for with {@code limit} and {@code cursor}. */
    public Page.Wanted page() {
        return Page.Wanted.of(query("limit"), query("cursor"));
    }

    /**
     * Whether a form came from a page of this server, as far as the browser tells. A page that sends no referrer has the
     * origin null in its forms (Fetch standard, "append a request Origin header"); then Sec-Fetch-Site says more.
     */
    public boolean fromOwnPage() {
        var site = request.getHeader("Sec-Fetch-Site");
        return (site == null || site.equals("same-origin") || site.equals("none"))
                && ("null".equals(request.getHeader(HttpHeaders.ORIGIN)) || BearerHandler.ownOrigin(request));
    }

    /** The cookie of the tenant's browser session, if there is one. */
    public Optional<String> session(SessionCookie cookie) {
        return cookie.read(request, tenant().slug());
    }

    /** The cookies of all tenants' browser sessions that the browser has sent. */
    public Map<TenantSlug, String> sessions(SessionCookie cookie) {
        return cookie.all(request);
    }
}

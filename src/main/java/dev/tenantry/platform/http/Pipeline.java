package dev.tenantry.platform.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.Cors.Sharing;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.path.PathTree;
import dev.tenantry.platform.http.path.PathTree.Found;
import dev.tenantry.platform.net.ClientAddress;
import dev.tenantry.platform.security.TokenVerifier;
import dev.tenantry.platform.tenancy.TenantLookup;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of every request, the same for all routes; {@link #handle} reads from top to bottom. */
public final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final String SLUG = Route.SLUG.replaceAll("[{}]", "");
    private final TenantContextHandler tenants;
    private final BearerHandler bearer;
    private final Cors cors;
    private final ClientAddress addresses;
    private final RequestLimits limits;
    private final Route.ErrorRenderer strayErrors;

    /** @param strayErrors how failures are told that belong to no route, such as an unknown path */
    public Pipeline(
            TenantContextHandler tenants,
            BearerHandler bearer,
            Cors cors,
            ClientAddress addresses,
            RequestLimits limits,
            Route.ErrorRenderer strayErrors) {
        this.tenants = tenants;
        this.bearer = bearer;
        this.cors = cors;
        this.addresses = addresses;
        this.limits = limits;
        this.strayErrors = strayErrors;
    }

    /** For a server without tenants: all its routes are for everyone. */
    public static Pipeline ofPages(ClientAddress addresses, Route.ErrorRenderer strayErrors) {
        TokenVerifier nobody = (tenant, credential) -> Future.failedFuture(new AppException(ErrorCode.UNAUTHENTICATED));
        return new Pipeline(
                new TenantContextHandler(TenantLookup.NONE, ""),
                new BearerHandler(nobody, nobody, new SessionCookie(true)),
                Cors.none(),
                addresses,
                RequestLimits.none(),
                strayErrors);
    }

    /** A router that serves the routes; each that needs a tenant under {@code /tenants/{slug}} as well. */
    public Router router(Vertx vertx, List<Route<?>> routes) {
        var tree = tree(routes);
        var router = Router.router(vertx);
        router.route().handler(context -> open(context, tree));
        Map.of(400, ErrorCode.INVALID_INPUT, 404, ErrorCode.NOT_FOUND, 500, ErrorCode.INTERNAL)
                .forEach((status, code) -> router.errorHandler(status, context -> fail(context, code)));
        return router;
    }

    /** What is served at each path, by method: a router that tries one route after the other would try hundreds. */
    private static PathTree<Map<HttpMethod, Route<?>>> tree(List<Route<?>> routes) {
        var served = new LinkedHashMap<String, Map<HttpMethod, Route<?>>>();
        for (var route : routes) {
            for (var path : route.paths()) {
                var methods = served.computeIfAbsent(path, first -> new LinkedHashMap<>());
                methodsOf(route).forEach(method -> methods.putIfAbsent(method, route));
            }
        }
        var tree = new PathTree<Map<HttpMethod, Route<?>>>();
        served.forEach(tree::add);
        return tree;
    }

    /** Whatever can be read can be asked about (RFC 9110, section 9.3.2). */
    private static List<HttpMethod> methodsOf(Route<?> route) {
        return route.method().equals(HttpMethod.GET)
                ? List.of(HttpMethod.GET, HttpMethod.HEAD)
                : List.of(route.method());
    }

    /** What is no method of the path's routes is a preflight, or told in the shape the path's failures have. */
    private void otherMethod(RoutingContext context, Found<Map<HttpMethod, Route<?>>> found) {
        var request = context.request();
        var served = found.served();
        var first = served.values().iterator().next();
        if (Cors.isPreflight(request)) {
            var wanted = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
            var route = served.entrySet().stream()
                    .filter(entry -> entry.getKey().name().equals(wanted))
                    .findFirst()
                    .<Route<?>>map(Map.Entry::getValue)
                    .orElse(first);
            preflight(context, route, found.parameters());
            return;
        }
        var allowed = served.keySet().stream().map(HttpMethod::name).collect(Collectors.toCollection(TreeSet::new));
        context.response().headers().set("Allow", String.join(", ", allowed));
        cors.allow(request, first.sharing());
        Exchange exchange = context.get(Exchange.REQUEST_ID);
        var reply = first.errors().render(new AppException(ErrorCode.METHOD_NOT_ALLOWED), exchange.requestId());
        ReplyWriter.send(context.vertx(), request, reply);
    }

    /** A tenant that is named and is none has no clients; one that is not named may come in a header of the request itself. */
    private void preflight(RoutingContext context, Route<?> route, Map<String, String> inPath) {
        var request = context.request();
        var permission = route.access().needsTenant()
                ? tenants.resolve(request, inPath.get(SLUG))
                        .compose(tenant -> cors.preflight(request, route.sharing(), tenant))
                        .recover(failure -> cors.preflight(request, withoutTenant(route.sharing(), failure), null))
                : cors.preflight(request, route.sharing(), null);
        permission.onSuccess(reply -> ReplyWriter.send(context.vertx(), request, reply));
    }

    private static Sharing withoutTenant(Sharing sharing, Throwable failure) {
        var unnamed = failure instanceof AppException known && known.code() == ErrorCode.TENANT_REQUIRED;
        return sharing == Sharing.CLIENTS && !unnamed ? Sharing.LISTED : sharing;
    }

    /** Before any route is chosen: request id, access log, security headers, CORS, and a query that can be read. */
    private void open(RoutingContext context, PathTree<Map<HttpMethod, Route<?>>> tree) {
        var request = context.request();
        begin(context);
        request.response().headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (!readableQuery(request) || !oneHost(request)) {
            fail(context, ErrorCode.INVALID_INPUT);
        } else {
            choose(context, tree);
        }
    }

    private void choose(RoutingContext context, PathTree<Map<HttpMethod, Route<?>>> tree) {
        var method = context.request().method();
        Optional<Found<Map<HttpMethod, Route<?>>>> found;
        try {
            var path = plainPath(context);
            found = tree.find(path, served -> served.containsKey(method)).or(() -> tree.find(path, served -> true));
        } catch (IllegalArgumentException e) {
            fail(context, ErrorCode.INVALID_INPUT);
            return;
        }
        if (found.isEmpty()) {
            fail(context, ErrorCode.NOT_FOUND);
            return;
        }
        var route = found.get().served().get(method);
        if (route == null) {
            otherMethod(context, found.get());
        } else {
            handle(context, route, found.get().parameters());
        }
    }

    @CanIgnoreReturnValue
    private Exchange begin(RoutingContext context) {
        var request = context.request();
        var exchange = new Exchange(request.getHeader(Exchange.REQUEST_ID), addresses.of(request));
        context.put(Exchange.REQUEST_ID, exchange);
        context.addEndHandler(ended -> exchange.log(request, ended.succeeded()));
        ReplyWriter.begin(context.response(), exchange.requestId());
        return exchange;
    }

    /** Address limit, then tenant, then bearer, then the tenant's limits, then permission, then body, then the feature; whatever fails goes to the route's renderer. */
    private <B> void handle(RoutingContext context, Route<B> route, Map<String, String> inPath) {
        var request = context.request();
        Exchange exchange = context.get(Exchange.REQUEST_ID);
        // Nothing of the body is read before every check has passed.
        if (RequestBody.comesWith(request)) {
            request.pause();
        }
        cors.allow(request, route.sharing());
        admitted(exchange, route)
                .compose(admitted -> tenant(request, exchange, route, inPath))
                .compose(known -> cors.allow(request, route.sharing(), exchange.tenant()))
                .compose(shared -> principal(request, exchange, route))
                .compose(permitted -> route.body().read(request))
                .compose(body -> route.handler().handle(new Call<>(request, inPath, exchange, body)))
                .map(reply -> reply.unlessKnownTo(request))
                .onSuccess(reply ->
                        limits.addresses().answered(exchange.clientAddress(), route.counting(), reply.status()))
                .onFailure(failure -> limits.addresses().failed(exchange.clientAddress(), route.counting(), failure))
                .otherwise(failure -> told(failure, exchange, route))
                .onSuccess(reply -> ReplyWriter.send(context.vertx(), request, reply))
                .onFailure(context::fail);
    }

    private Future<Void> admitted(Exchange exchange, Route<?> route) {
        return Future.succeededFuture().compose(now -> {
            limits.addresses().admit(exchange.clientAddress(), route.counting());
            return Future.succeededFuture();
        });
    }

    private Future<Void> tenant(
            HttpServerRequest request, Exchange exchange, Route<?> route, Map<String, String> inPath) {
        return route.access().needsTenant()
                ? tenants.resolve(request, inPath.get(SLUG)).map(exchange::of).mapEmpty()
                : Future.succeededFuture();
    }

    private Future<Void> principal(HttpServerRequest request, Exchange exchange, Route<?> route) {
        var tenant = exchange.tenant();
        return tenant != null && route.access().needsPrincipal()
                ? bearer.authenticate(request, tenant, route.access())
                        .map(exchange::by)
                        .compose(principal -> limits.admit(
                                        tenant, request.response().headers())
                                .map(principal))
                        .map(principal -> route.access().checked(tenant, principal))
                        .mapEmpty()
                : Future.succeededFuture();
    }

    private static Reply told(Throwable failure, Exchange exchange, Route<?> route) {
        if (!(failure instanceof AppException)) {
            LOG.error("Request {} failed: {} {}", exchange.requestId(), route.method(), route.path(), failure);
        }
        return route.errors().render(failure, exchange.requestId());
    }

    private void fail(RoutingContext context, ErrorCode code) {
        // The router refuses some requests, such as those with a Host that is none, before anything of ours has run.
        var begun = context.data().containsKey(Exchange.REQUEST_ID);
        Exchange exchange = begun ? context.get(Exchange.REQUEST_ID) : begin(context);
        if (code == ErrorCode.INTERNAL) {
            LOG.error("Request {} failed", exchange.requestId(), context.failure());
        }
        var request = context.request();
        if (code == ErrorCode.NOT_FOUND && Cors.isPreflight(request)) {
            cors.preflight(request, Sharing.LISTED, null)
                    .onSuccess(reply -> ReplyWriter.send(context.vertx(), request, reply));
            return;
        }
        cors.allow(request, Sharing.LISTED);
        ReplyWriter.send(context.vertx(), request, strayErrors.render(new AppException(code), exchange.requestId()));
    }

    /** A request for two hosts at once is for none (RFC 9112, sections 3.2 and 3.2.2). */
    private static boolean oneHost(HttpServerRequest request) {
        var hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() > 1) {
            return false;
        }
        var target = request.uri();
        return target.startsWith("/")
                || hosts.isEmpty()
                || hosts.get(0).equalsIgnoreCase(target.replaceFirst("^[a-zA-Z]+://([^/?#]*).*$", "$1"));
    }

    /**
     * One address has one spelling: an issuer with a slash more, or with a dot in its path, is another one. What is spelled
     * otherwise is nobody's path.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    private static String plainPath(RoutingContext context) {
        var path = String.valueOf(context.request().path());
        var plain = path.equals(context.normalizedPath()) && (path.equals("/") || !path.endsWith("/"));
        return plain ? path : "";
    }

    private static boolean readableQuery(HttpServerRequest request) {
        try {
            return request.query() == null
                    || request.params().names().stream().noneMatch(name -> name.indexOf('\0') >= 0);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Answers what is no readable HTTP request; to be set as the server's handler of invalid requests. */
    public static void refuseUnreadable(HttpServerRequest request) {
        var cause = request.decoderResult().cause();
        var code = cause instanceof TooLongHttpLineException
                ? ErrorCode.URI_TOO_LONG
                : cause instanceof TooLongHttpHeaderException ? ErrorCode.HEADERS_TOO_LARGE : ErrorCode.INVALID_INPUT;
        var exchange = new Exchange(null, ClientAddress.peer(request));
        var response = request.response();
        var reply = ErrorResponse.render(new AppException(code), exchange.requestId());
        ReplyWriter.begin(response, exchange.requestId());
        response.setStatusCode(reply.status());
        reply.headers().forEach(header -> response.headers().set(header.getKey(), header.getValue()));
        response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        response.end(reply.body()).onComplete(written -> {
            exchange.log(request, written.succeeded());
            request.connection().close();
        });
    }
}

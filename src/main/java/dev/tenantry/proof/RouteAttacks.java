package dev.tenantry.proof;

import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.security.Role;
import dev.tenantry.proof.Api.Request;
import dev.tenantry.proof.Belongings.Ids;
import dev.tenantry.proof.RouteAttacks.Attack.Expected;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** All that the attacker tries with one route. */
final class RouteAttacks {
    static final String SELF_REGISTRATION = "/oauth/register";
    private static final String TENANT = "X-Tenant-Slug";
    private final Route<?> route;
    private final LearnedBody body;
    private final Throwaway attacker;
    private final Throwaway victim;
    private final Optional<String> baseDomain;

    /** @param baseDomain empty when tenants have no host of their own */
    RouteAttacks(Route<?> route, LearnedBody body, Throwaway attacker, Throwaway victim, Optional<String> baseDomain) {
        this.route = route;
        this.body = body;
        this.attacker = attacker;
        this.victim = victim;
        this.baseDomain = baseDomain;
    }

    /**
     * One request that must not get anywhere.
     *
     * @param name who asks for what, in words
     * @param twin the same for an id that nobody has: the answer must not tell the two apart
     */
    record Attack(String name, Request request, Expected expected, Optional<Request> twin) {

        /** What the answer has to be, beside showing and changing nothing of the victim's. */
        enum Expected {
            /** 401 or 403. */
            REFUSED,
            /** 400, since two tenants are named. */
            CONFLICT,
            /** Whatever it is, no credential is handed out. */
            NO_CREDENTIAL,
            ANY
        }

        Attack(String name, Request request, Expected expected) {
            this(name, request, expected, Optional.empty());
        }
    }

    /** A way to name a tenant. */
    private record Way(String name, UnaryOperator<Request> use) {}

    /**
     * Who is to be refused whatever they name is tried with one of the victim's ids, what depends on the ids with all of them,
     * and with some of the victim's beside some of the attacker's own.
     */
    List<Attack> all(Belongings prey, Belongings own) {
        var ids = prey.ids(slots());
        var first = ids.isEmpty() ? Ids.unknown(slots()) : ids.get(0);
        var attacks = new ArrayList<Attack>(route.access().needsTenant() ? ofTenant(first) : ofEveryone(first));
        for (var id : ids.subList(Math.min(1, ids.size()), ids.size())) {
            if (route.access().needsPrincipal()) {
                attacks.addAll(inOwnTenant(id));
            } else {
                attacks.addAll(route.access().needsTenant() ? ofTenant(id) : ofEveryone(id));
            }
        }
        for (var theirs : slots() > 1 ? ids : List.<Ids>of()) {
            own.ids(slots()).stream()
                    .filter(mine -> mine.from().equals(theirs.from()))
                    .findFirst()
                    .ifPresent(mine -> attacks.addAll(mixed(mine, theirs)));
        }
        return attacks;
    }

    /** Something of the victim's in something of the attacker's own, and the other way round. */
    private List<Attack> mixed(Ids mine, Ids theirs) {
        var unknown = Ids.unknown(slots());
        var attacks = new ArrayList<>(inOwnTenant(mine.before(theirs), mine.before(unknown)));
        attacks.addAll(inOwnTenant(theirs.before(mine), unknown.before(mine)));
        return attacks;
    }

    /** How many ids a request takes, in its path and in its body. A client that manages itself sends the same one twice. */
    int slots() {
        var inBody = body.fields().values().stream()
                .filter(guess -> guess == LearnedBody.Kind.ID)
                .count();
        var inPath = Arrays.stream(route.path().replace(Route.SLUG, "").split("/"))
                .filter(part -> part.startsWith("{"))
                .count();
        return isSelfRegistration() ? (int) Math.min(1, inPath + inBody) : (int) (inPath + inBody);
    }

    /** Its routes take no member's token: a client shows what it was registered with, a new one what lets it in. */
    private boolean isSelfRegistration() {
        return route.path().equals(SELF_REGISTRATION) || route.path().startsWith(SELF_REGISTRATION + "/");
    }

    private String tokenOf(Throwaway tenant) {
        if (!isSelfRegistration()) {
            return tenant.token();
        }
        return route.path().equals(SELF_REGISTRATION)
                ? tenant.managed().initialToken()
                : tenant.managed().token();
    }

    /** Whether a path takes another id than the tenant's own. */
    static boolean takesId(Route<?> route) {
        return route.path().replace(Route.SLUG, "").contains("{");
    }

    private boolean takesId() {
        return slots() > 0;
    }

    private List<Attack> ofEveryone(Ids id) {
        var attacks = new ArrayList<Attack>();
        each(attacks, "nobody", Expected.ANY, requests(attacker, attacker, id));
        each(attacks, "nobody, naming the victim", Expected.ANY, named(ways(victim), requests(attacker, attacker, id)));
        each(
                attacks,
                "the attacker's token, naming the victim",
                Expected.ANY,
                bearing(tokenOf(attacker), named(ways(victim), requests(attacker, attacker, id))));
        return attacks;
    }

    private List<Attack> ofTenant(Ids id) {
        var attacks = new ArrayList<Attack>();
        var refused = route.access().needsPrincipal() ? Expected.REFUSED : Expected.NO_CREDENTIAL;
        for (var way : ways(victim)) {
            var asVictim = named(List.of(way), requests(attacker, attacker, id));
            each(attacks, "no token, the victim's tenant by " + way.name, refused, asVictim);
            each(
                    attacks,
                    "the attacker's token, the victim's tenant by " + way.name,
                    refused,
                    bearing(tokenOf(attacker), asVictim));
        }
        var asVictim = named(ways(victim).subList(0, 1), requests(attacker, attacker, id));
        each(
                attacks,
                "the attacker's session cookie, the victim's tenant",
                refused,
                with("Cookie", attacker.cookie(), asVictim));
        each(
                attacks,
                "the attacker's session under the name of the victim's cookie, the victim's tenant",
                refused,
                with("Cookie", victim.cookieName() + attacker.session(), victimsClient(id)));
        each(
                attacks,
                "a viewer of the attacker's tenant, the victim's tenant",
                refused,
                bearing(attacker.viewerToken(), asVictim));
        attacks.addAll(victimsCredentials(id, refused));
        attacks.addAll(disagreeing(id));
        attacks.addAll(inOwnTenant(id));
        return attacks;
    }

    private List<Request> victimsClient(Ids id) {
        return named(ways(victim).subList(0, 1), requests(victim, attacker, id));
    }

    private List<Attack> victimsCredentials(Ids id, Expected refused) {
        var attacks = new ArrayList<Attack>();
        for (var way : ways(attacker)) {
            each(
                    attacks,
                    "the victim's token, the attacker's tenant by " + way.name,
                    refused,
                    bearing(tokenOf(victim), named(List.of(way), requests(victim, victim, id))));
        }
        var own = ways(attacker).subList(0, 1);
        each(
                attacks,
                "the victim's session cookie, the attacker's tenant",
                refused,
                with("Cookie", victim.cookie(), named(own, requests(attacker, victim, id))));
        each(
                attacks,
                "the victim's session under the name of the attacker's cookie, the attacker's tenant",
                refused,
                with("Cookie", attacker.cookieName() + victim.session(), named(own, requests(attacker, victim, id))));
        if (!route.access().needsPrincipal()) {
            each(
                    attacks,
                    "the victim's credentials in the body, the attacker's tenant",
                    refused,
                    named(own, requests(attacker, victim, id)));
            each(
                    attacks,
                    "the victim's client and credentials in the body, the attacker's tenant",
                    refused,
                    named(own, requests(victim, victim, id)));
        }
        return attacks;
    }

    private List<Attack> disagreeing(Ids id) {
        var attacks = new ArrayList<Attack>();
        var requests = bearing(tokenOf(attacker), requests(attacker, attacker, id));
        for (var own : ways(attacker)) {
            for (var other : ways(victim)) {
                if (!own.name.equals(other.name) || own.name.equals("header")) {
                    each(
                            attacks,
                            "the attacker's tenant by " + own.name + ", the victim's by " + other.name,
                            Expected.CONFLICT,
                            named(List.of(own), named(List.of(other), requests)));
                }
            }
        }
        return attacks;
    }

    private List<Attack> inOwnTenant(Ids id) {
        return inOwnTenant(id, Ids.unknown(slots()));
    }

    private List<Attack> inOwnTenant(Ids id, Ids nobodys) {
        var attacks = new ArrayList<Attack>();
        var way = ways(attacker).subList(0, 1);
        var requests = named(way, requests(attacker, attacker, id));
        var unknown = named(way, requests(attacker, attacker, nobodys));
        for (int i = 0; i < requests.size(); i++) {
            attacks.add(new Attack(
                    "the attacker's own tenant and token, the victim's id",
                    whole(requests.get(i)).bearer(tokenOf(attacker)),
                    Expected.ANY,
                    takesId() ? Optional.of(whole(unknown.get(i)).bearer(tokenOf(attacker))) : Optional.empty()));
        }
        for (var request : bearing(tokenOf(attacker), requests)) {
            attacks.add(new Attack(
                    "the attacker's own tenant and token, other headers and a query that name the victim",
                    misnaming(whole(request)),
                    Expected.ANY));
        }
        if (route.access() instanceof Access.RequirePermission needs) {
            var permission = needs.permission();
            each(
                    attacks,
                    "the attacker's own tenant, a token without the scope "
                            + permission.scope().wire(),
                    Expected.REFUSED,
                    bearing(attacker.tokenWithout(permission.scope()), requests));
            if (!Role.VIEWER.atLeast(permission.least())) {
                each(
                        attacks,
                        "the attacker's own tenant, a member who is viewer only",
                        Expected.REFUSED,
                        bearing(attacker.viewerToken(), requests));
            }
        }
        return attacks;
    }

    private Request misnaming(Request request) {
        var query = "tenant=%s&tenant_slug=%1$s&slug=%1$s&tenant_id=%s".formatted(victim.slug(), victim.id());
        return request.to(request.path() + (request.path().contains("?") ? "&" : "?") + query)
                .with("X-Tenant", victim.slug())
                .with("X-Tenant-Id", victim.id().toString())
                .with("X-Forwarded-Host", victim.slug() + "." + baseDomain.orElse("example.com"))
                .with("X-Forwarded-Prefix", "/tenants/" + victim.slug())
                .with("X-Original-URL", Route.underTenant(victim.slug(), request.path()));
    }

    /** Header first. The attacker's and the victim's have the same order. */
    private List<Way> ways(Throwaway tenant) {
        var ways = new ArrayList<>(List.of(
                new Way("header", request -> request.with(TENANT, tenant.slug())),
                new Way("path", request -> request.to(underTenant(tenant, request.path())))));
        baseDomain.ifPresent(domain -> ways.add(new Way("host", request -> request.at(tenant.slug() + "." + domain))));
        return ways;
    }

    private static String underTenant(Throwaway tenant, String path) {
        return path.contains(Route.SLUG)
                ? path.replace(Route.SLUG, tenant.slug())
                : Route.underTenant(tenant.slug(), path);
    }

    /** A path that has to name a tenant and does not yet names the attacker's. */
    private Request whole(Request request) {
        return request.path().contains(Route.SLUG) ? request.to(underTenant(attacker, request.path())) : request;
    }

    private List<Request> requests(Throwaway client, Throwaway holder, Ids id) {
        return requests("text", client, holder, id);
    }

    /** What its rightful user would send. Each time another text, for it may have to be unique. */
    List<Request> rightful(Ids id) {
        var own = isSelfRegistration() ? new Ids("", List.of(attacker.managed().id())) : id;
        var requests = requests(UUID.randomUUID().toString().substring(0, 8), attacker, attacker, own);
        var named = route.access().needsTenant() ? named(ways(attacker).subList(0, 1), requests) : requests;
        var whole = named.stream().map(this::whole).toList();
        // Some routes for visitors read a token themselves; those that read none from a GET do not mind one.
        return route.access().needsPrincipal()
                        || isSelfRegistration()
                        || route.method().equals(HttpMethod.GET)
                ? bearing(tokenOf(attacker), whole)
                : whole;
    }

    private List<Request> requests(String text, Throwaway client, Throwaway holder, Ids id) {
        var left = new ArrayDeque<>(id.values());
        var path = Arrays.stream(route.path().split("/"))
                .map(part -> part.startsWith("{") && !part.equals(Route.SLUG)
                        ? URLEncoder.encode(next(left), StandardCharsets.UTF_8)
                        : part)
                .collect(Collectors.joining("/"));
        var target = LearnedBody.readsQuery(route) ? path + "?" + LearnedBody.authorization(client) : path;
        return body.filled(attacker.slug() + "-" + text, client, holder, () -> next(left)).stream()
                .map(filled -> Request.of(route.method().name(), target).sending(body.mediaType(), filled))
                .toList();
    }

    /** The last one stands wherever there is no other. */
    private static String next(Deque<String> ids) {
        var next = ids.size() > 1 ? ids.poll() : ids.peek();
        return next == null ? Belongings.unknownKey() : next;
    }

    private static List<Request> named(List<Way> ways, List<Request> requests) {
        return ways.stream().flatMap(way -> requests.stream().map(way.use)).toList();
    }

    private static List<Request> bearing(String token, List<Request> requests) {
        return requests.stream().map(request -> request.bearer(token)).toList();
    }

    private static List<Request> with(String header, String value, List<Request> requests) {
        return requests.stream().map(request -> request.with(header, value)).toList();
    }

    private void each(List<Attack> to, String name, Expected expected, List<Request> requests) {
        requests.forEach(request -> to.add(new Attack(name, whole(request), expected)));
    }
}

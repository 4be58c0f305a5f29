package dev.tenantry.proof;

import dev.tenantry.app.Interior;
import dev.tenantry.app.ThrowAwayTenants;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.migration.probe.DatabaseProbe;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.proof.Api.Request;
import dev.tenantry.proof.RouteTrial.Parties;
import dev.tenantry.proof.Seeding.Seeded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One proof from the making of two tenants to their removal. */
public final class IsolationProof {
    private static final String SLUGS = "prove-isolation-";
    private static final Pattern SLUG = Pattern.compile(SLUGS + "[0-9a-f]{16}-[a-z0-9-]+");

    /** What the server has counted for a tenant is written down by then. */
    private static final long LAST_WORDS_MILLIS = 1_500;

    private final Vertx vertx;
    private final Interior interior;
    private final Target target;
    private final DatabaseProbe probe;
    private final Api api;
    private final Registration registration;
    private final Findings findings = new Findings();

    private IsolationProof(Vertx vertx, Interior interior, Target target, DatabaseProbe probe) {
        this.vertx = vertx;
        this.interior = interior;
        this.target = target;
        this.probe = probe;
        this.api = new Api(vertx, target);
        this.registration = new Registration(api, interior.tenants());
    }

    /**
     * The API that is attacked.
     *
     * @param baseDomain a tenant's subdomain of it names the tenant; empty when subdomains name none
     * @param running whether it was there before the proof
     * @param certificate the one it shows, PEM, whatever name it is for; empty: one this machine's authorities vouch for
     */
    public record Target(URI url, String baseDomain, boolean running, Optional<String> certificate) {

        public Target(URI url, String baseDomain, boolean running) {
            this(url, baseDomain, running, Optional.empty());
        }

        int port() {
            return url.getPort() >= 0 ? url.getPort() : isSecure() ? 443 : 80;
        }

        boolean isSecure() {
            return "https".equals(url.getScheme());
        }
    }

    /** Attacks the API at {@code target}, whose database and routes are those of {@code interior}; leaves no trace. */
    public static Future<Report> run(Vertx vertx, Interior interior, Target target) {
        return vertx.executeBlocking(() -> DatabaseProbe.open(interior.owner(), interior.application()))
                .compose(probe -> new IsolationProof(vertx, interior, target, probe)
                        .run()
                        .eventually(() -> vertx.executeBlocking(() -> {
                            probe.close();
                            return true;
                        })));
    }

    private record Pair(Throwaway attacker, Seeded own, Throwaway victim, Seeded prey) {}

    private Future<Report> run() {
        var started = System.nanoTime();
        return lastWords()
                .compose(written -> removeAll())
                .compose(clean -> pair())
                .compose(pair -> tables(pair).compose(done -> routes(pair)))
                .compose(done -> findings.anyoneLetIn()
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new StartupException("No route let its rightful user in: nothing is proved.")))
                .eventually(this::lastWords)
                // A trace that cannot be taken away is a failure as well.
                .compose(done -> removeAll(), failure -> removeAll().transform(removed -> Future.failedFuture(failure)))
                .eventually(api::close)
                .map(done -> findings.report(target, started));
    }

    private Future<Void> lastWords() {
        return vertx.timer(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS).mapEmpty();
    }

    /** What this proof has made, and what an earlier one could not take away. */
    private Future<Void> removeAll() {
        return interior.tenants().beginning(SLUGS).compose(found -> {
            var done = Future.<Void>succeededFuture();
            for (var tenant : found) {
                if (SLUG.matcher(tenant.slug().value()).matches()) {
                    done = done.compose(before -> remove(tenant));
                }
            }
            return done;
        });
    }

    private Future<Void> remove(TenantContext tenant) {
        return vertx.executeBlocking(() -> {
                    probe.remove(tenant.id().value(), ThrowAwayTenants.TABLE, ThrowAwayTenants.REFERRED);
                    return true;
                })
                .mapEmpty();
    }

    private Future<Pair> pair() {
        var slug = SLUGS + UUID.randomUUID().toString().replace("-", "").substring(16);
        return registration
                .register(slug + "-attacker")
                .compose(attacker -> registration
                        .register(slug + "-victim")
                        .compose(victim -> seed(attacker)
                                .compose(own -> seed(victim).map(prey -> new Pair(attacker, own, victim, prey)))));
    }

    private Future<Seeded> seed(Throwaway tenant) {
        var door = new DoorRepository("door", interior.tenantTables().of(tenant.tenant()), tenant.id());
        return new Seeding(vertx, probe, door, tenant).seed();
    }

    private Future<Void> tables(Pair pair) {
        pair.prey
                .failures()
                .forEach((table, why) -> findings.notTried(table, "attacks on rows of it: no row could be made", why));
        var trial = new TableTrial(vertx, interior, probe, pair.attacker, pair.victim);
        var done = Future.<Void>succeededFuture();
        for (var table : probe.tables()) {
            done = done.compose(before -> trial.of(table))
                    .onSuccess(trials -> findings.table(table.name(), pair.prey.has(table), trials))
                    .mapEmpty();
        }
        return done;
    }

    private Future<Void> routes(Pair pair) {
        var prey = belongings(pair.victim, pair.prey).without(belongings(pair.attacker, pair.own));
        return domain(pair.attacker).compose(domain -> {
            var done = Future.succeededFuture(pair.attacker);
            for (var route : inOrder()) {
                done = done.compose(registration::renewed)
                        .compose(attacker -> own(pair, route, attacker)
                                .map(own -> new Parties(attacker, own, pair.victim, prey, domain))
                                .compose(parties -> new RouteTrial(vertx, api, probe, parties, findings).of(route))
                                .map(attacker));
            }
            return done.mapEmpty();
        });
    }

    private Belongings belongings(Throwaway owner, Seeded seeded) {
        return Belongings.of(owner, probe.tables(), seeded.rows());
    }

    /** What a route takes away has to be there, also when an earlier one has taken it already. */
    private Future<Belongings> own(Pair pair, Route<?> route, Throwaway attacker) {
        var seeded = route.method().equals(HttpMethod.DELETE) ? seed(attacker) : Future.succeededFuture(pair.own);
        return seeded.map(own -> belongings(attacker, own));
    }

    /** What takes away comes last, and what takes away a part before what takes the whole. */
    private List<Route<?>> inOrder() {
        return interior.routes().stream()
                .sorted(Comparator.comparing(route -> route.method().equals(HttpMethod.DELETE)
                        ? -route.path().chars().filter(letter -> letter == '/').count()
                        : Long.MIN_VALUE))
                .toList();
    }

    /** The domain under which a host names a tenant, if there is one and the way to the API leaves the host as it is. */
    private Future<Optional<String>> domain(Throwaway attacker) {
        var asked = interior.routes().stream()
                .filter(route -> route.access().needsTenant())
                .min(Comparator.comparing(route -> !route.access().needsPrincipal()));
        if (target.baseDomain().isEmpty() || asked.isEmpty()) {
            if (target.baseDomain().isEmpty()) {
                findings.notTried("every route", "a tenant's own host", "BASE_DOMAIN is empty");
            }
            return Future.succeededFuture(Optional.empty());
        }
        var request = Request.of(asked.get().method().name(), asked.get().path())
                .at(attacker.slug() + "." + target.baseDomain());
        return api.send(request)
                .map(answer -> answer.status() != 404 && !answer.code().equals("tenant_required"))
                .otherwise(false)
                .map(reached -> {
                    if (!reached) {
                        findings.notTried("every route", "a tenant's own host", "the API is not reached by it");
                    }
                    return Optional.of(target.baseDomain()).filter(domain -> reached);
                });
    }
}

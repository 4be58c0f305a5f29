package dev.tenantry.proof;

import dev.tenantry.app.ThrowAwayTenants;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.migration.probe.DatabaseProbe;
import dev.tenantry.proof.Api.Answer;
import dev.tenantry.proof.Belongings.Ids;
import dev.tenantry.proof.Report.TriedRoute;
import dev.tenantry.proof.RouteAttacks.Attack;
import dev.tenantry.proof.RouteAttacks.Attack.Expected;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sends every attack on a route and judges what came back, and what became of the victim's rows. */
final class RouteTrial {
    private static final Set<String> REFUSALS = Set.of(
            "unauthenticated",
            "invalid_token",
            "permission_denied",
            "insufficient_scope",
            "tenant_conflict",
            "tenant_not_found",
            "not_found");
    private static final Set<Integer> TOO_MUCH = Set.of(429, 503);
    private final Vertx vertx;
    private final Api api;
    private final DatabaseProbe probe;
    private final Parties parties;
    private final Findings findings;
    private Map<String, String> digest = Map.of();

    /** Who attacks whom, and what each has. {@code baseDomain} is empty when tenants have no host of their own. */
    record Parties(
            Throwaway attacker, Belongings own, Throwaway victim, Belongings prey, Optional<String> baseDomain) {}

    RouteTrial(Vertx vertx, Api api, DatabaseProbe probe, Parties parties, Findings findings) {
        this.vertx = vertx;
        this.api = api;
        this.probe = probe;
        this.parties = parties;
        this.findings = findings;
    }

    Future<Void> of(Route<?> route) {
        var where = route.method() + " " + route.path();
        return digest().onSuccess(before -> digest = before)
                .compose(before -> learn(route).recover(failure -> {
                    findings.notTried(where, "its body", String.valueOf(failure));
                    return Future.succeededFuture(LearnedBody.empty(route));
                }))
                .compose(body -> {
                    if (!body.isKnown()) {
                        findings.notTried(where, "its body", "bodies of " + body.mediaType() + " are not known");
                    }
                    var attacks = attacks(route, body).all(parties.prey, parties.own);
                    return each(where, attacks)
                            .compose(tried -> compareRows(where, "one that was turned away")
                                    .map(tried))
                            .compose(tried -> ownAnswer(route, body)
                                    .onSuccess(status -> tellWithoutReach(route, where, status))
                                    .onSuccess(status -> findings.route(new TriedRoute(
                                            route.method().name(),
                                            route.path(),
                                            access(route.access()),
                                            tried,
                                            known(status)))));
                })
                .mapEmpty();
    }

    /** What the rightful user did not reach, no attack was near to. */
    private void tellWithoutReach(Route<?> route, String where, Optional<Integer> status) {
        if (RouteAttacks.takesId(route)
                && !isForOperators(route)
                && status.filter(reached -> reached < 300).isEmpty()) {
            findings.notTried(
                    where,
                    "an id it knows",
                    "its rightful user was answered "
                            + status.map(String::valueOf).orElse("nothing"));
        }
    }

    /** No throw-away tenant is the operators': that nobody of another one gets in is all there is to try. */
    private static boolean isForOperators(Route<?> route) {
        return route.access() instanceof Access.RequirePermission needs && needs.operatorsOnly();
    }

    private RouteAttacks attacks(Route<?> route, LearnedBody body) {
        return new RouteAttacks(route, body, parties.attacker, parties.victim, parties.baseDomain);
    }

    private static String access(Access access) {
        return access instanceof Access.RequirePermission needs
                ? needs.permission().name()
                : access instanceof Access.SignedIn
                        ? "signed in"
                        : access.needsTenant() ? Report.VISITOR : Report.EVERYONE;
    }

    private static @Nullable Integer known(Optional<Integer> status) {
        return status.orElse(null);
    }

    private Future<LearnedBody> learn(Route<?> route) {
        var attacks = attacks(route, LearnedBody.empty(route));
        var asked = attacks.rightful(firstOf(parties.own.ids(attacks.slots())));
        return new BodyLearner(api, parties.attacker).learn(route, asked.get(0));
    }

    private static Ids firstOf(List<Ids> ids) {
        return ids.isEmpty() ? Ids.unknown(1) : ids.get(0);
    }

    /** What the attacker gets in its own tenant with its own ids: a proof that asks for nothing real proves nothing. */
    private Future<Optional<Integer>> ownAnswer(Route<?> route, LearnedBody body) {
        var attacks = attacks(route, body);
        var known = parties.own.ids(attacks.slots());
        var best = Future.succeededFuture(Optional.<Integer>empty());
        for (var ids : attacks.slots() > 0 ? known : List.of(firstOf(known))) {
            best = best.compose(before -> before.filter(status -> status < 300).isPresent()
                    ? Future.succeededFuture(before)
                    : api.send(attacks.rightful(ids).get(0))
                            .map(answer -> before.filter(status -> status < answer.status())
                                    .or(() -> Optional.of(answer.status())))
                            .otherwise(before));
        }
        return best;
    }

    /** How many of them were answered and judged. */
    private Future<Integer> each(String where, List<Attack> attacks) {
        var tried = Future.succeededFuture(0);
        for (var attack : attacks) {
            tried = tried.compose(before -> one(where, attack).map(judged -> judged ? before + 1 : before));
        }
        return tried;
    }

    private Future<Boolean> one(String where, Attack attack) {
        return api.send(attack.request())
                .compose(answer -> judge(where, attack, answer)
                        .compose(judged -> isRefusal(answer)
                                ? Future.succeededFuture(judged)
                                : compareRows(where, attack.name()).map(judged)))
                .recover(failure -> unanswered(where, attack, failure)
                        .compose(judged -> compareRows(where, attack.name()).map(judged)));
    }

    /** What was turned away changed nothing, most likely: that is looked at once for all of them. */
    private static boolean isRefusal(Answer answer) {
        return REFUSALS.contains(answer.code());
    }

    /** One attack may fail for a reason of its own; when nothing is answered any more there is nothing to prove. */
    private Future<Boolean> unanswered(String where, Attack attack, Throwable failure) {
        findings.notTried(where, attack.name(), String.valueOf(failure));
        return api.send(Api.Request.of("GET", "/status"))
                .map(false)
                .recover(gone -> Future.failedFuture(
                        new StartupException("The API stopped answering at " + where + ": nothing is proved.")));
    }

    private Future<Boolean> judge(String where, Attack attack, Answer answer) {
        if (TOO_MUCH.contains(answer.status())) {
            findings.notTried(where, attack.name(), "answered " + answer.status());
            return Future.succeededFuture(false);
        }
        parties.prey
                .toldBy(answer, attack.request())
                .ifPresent(told -> findings.leak(where, attack.name(), "the answer shows the victim's " + told));
        complaint(attack.expected(), answer).ifPresent(wrong -> findings.leak(where, attack.name(), wrong));
        return attack.twin()
                .map(twin -> api.send(twin)
                        .onSuccess(other -> compare(where, attack, answer, other))
                        .map(true))
                .orElseGet(() -> Future.succeededFuture(true));
    }

    private Optional<String> complaint(Expected expected, Answer answer) {
        var status = answer.status();
        return switch (expected) {
            case REFUSED ->
                status == 401 || status == 403
                        ? Optional.empty()
                        : Optional.of("answered " + status + " and did not refuse with 401 or 403");
            case CONFLICT ->
                status == 400 && (answer.code().isEmpty() || answer.code().equals("tenant_conflict"))
                        ? Optional.empty()
                        : Optional.of(
                                "answered " + status + " " + answer.code() + " to a request that names two tenants");
            case NO_CREDENTIAL -> handsOut(answer) ? Optional.of("handed out a credential") : Optional.empty();
            case ANY -> Optional.empty();
        };
    }

    /** A token, a session of whichever tenant, or a code. */
    private boolean handsOut(Answer answer) {
        var sessions = List.of(parties.attacker.cookieName(), parties.victim.cookieName());
        return answer.json().containsKey("access_token")
                || String.valueOf(answer.headers().get("Location")).contains("code=")
                || answer.headers().getAll("Set-Cookie").stream()
                        .anyMatch(set -> sessions.stream()
                                .anyMatch(session -> set.startsWith(session) && !set.startsWith(session + ";")));
    }

    private void compare(String where, Attack attack, Answer answer, Answer unknown) {
        if (answer.status() != unknown.status() && !TOO_MUCH.contains(unknown.status())) {
            findings.leak(
                    where,
                    attack.name(),
                    "tells an id of the victim (%d) from one that does not exist (%d)"
                            .formatted(answer.status(), unknown.status()));
        }
    }

    private Future<Void> compareRows(String where, String attack) {
        return digest().onSuccess(now -> {
                    var changed = new TreeMap<>(now);
                    changed.entrySet().removeAll(digest.entrySet());
                    changed.keySet()
                            .forEach(table -> findings.leak(where, attack, "changed rows of the victim in " + table));
                    digest = now;
                })
                .mapEmpty();
    }

    /**
     * Without what comes to be of itself. Wrong tries are forgotten first, in both tenants: they change nothing else, and too many
     * would end the trial.
     */
    private Future<Map<String, String>> digest() {
        var victim = parties.victim.id();
        return vertx.executeBlocking(() -> {
            probe.empty(parties.attacker.id(), ThrowAwayTenants.ATTEMPTS);
            probe.empty(victim, ThrowAwayTenants.ATTEMPTS);
            return Map.copyOf(probe.digest(victim, ThrowAwayTenants.OF_ITSELF));
        });
    }
}

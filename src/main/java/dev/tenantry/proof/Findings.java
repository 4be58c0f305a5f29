package dev.tenantry.proof;

import dev.tenantry.platform.migration.probe.Trial;
import dev.tenantry.platform.migration.probe.Trial.Lock;
import dev.tenantry.proof.IsolationProof.Target;
import dev.tenantry.proof.Report.Leak;
import dev.tenantry.proof.Report.NotTried;
import dev.tenantry.proof.Report.TriedRoute;
import dev.tenantry.proof.Report.TriedTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What becomes known while a proof goes on. */
final class Findings {
    private final List<TriedRoute> routes = new ArrayList<>();
    private final List<TriedTable> tables = new ArrayList<>();
    private final Set<Leak> leaks = new LinkedHashSet<>();
    private final Set<NotTried> notTried = new LinkedHashSet<>();

    void leak(String where, String attack, String detail) {
        leaks.add(new Leak(where, attack, detail));
    }

    void notTried(String where, String what, String why) {
        notTried.add(new NotTried(where, what, why));
    }

    void route(TriedRoute tried) {
        routes.add(tried);
    }

    void table(String table, boolean seeded, Collection<Trial> trials) {
        for (var trial : trials) {
            var lock = trial.lock().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            var what = trial.lock() == Lock.DOOR ? trial.what() : lock + " alone, " + trial.what();
            switch (trial.verdict()) {
                case LEAKED -> leak(table, what, trial.detail());
                case NOT_TRIED -> notTried(table, what, trial.detail());
                case KEPT_APART -> {}
            }
        }
        tables.add(new TriedTable(
                table,
                seeded,
                tried(trials, Lock.DOOR),
                tried(trials, Lock.ROW_SECURITY),
                tried(trials, Lock.PREDICATE)));
    }

    private static int tried(Collection<Trial> trials, Lock lock) {
        return (int) trials.stream()
                .filter(trial -> trial.lock() == lock && trial.verdict() != Trial.Verdict.NOT_TRIED)
                .count();
    }

    /** Whether somebody signed in got what they asked for anywhere: else no attack was near to anything. */
    boolean anyoneLetIn() {
        return routes.stream().anyMatch(route -> route.isForMembers() && route.isReached())
                || routes.stream().noneMatch(TriedRoute::isForMembers);
    }

    Report report(Target target, long startedNanos) {
        var requests = routes.stream().mapToInt(TriedRoute::attacks).sum();
        var statements = tables.stream()
                .mapToInt(table -> table.door() + table.rowSecurity() + table.predicate())
                .sum();
        return new Report(
                target.url().toString(),
                target.running(),
                Math.round((System.nanoTime() - startedNanos) / 1e8) / 10.0,
                requests + statements,
                List.copyOf(routes),
                List.copyOf(tables),
                List.copyOf(leaks),
                List.copyOf(notTried));
    }
}

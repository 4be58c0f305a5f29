package dev.tenantry.isolation;

import dev.tenantry.isolation.Finding.Oracle;
import dev.tenantry.isolation.IsolationDatabase.Change;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** PostgreSQL asked in several ways whether a scoped statement stays in its tenant. For one thread. */
final class Oracles implements AutoCloseable {
    private static final String TIMED_OUT = "57014";
    private final Session application;
    private final Session superuser;
    private final Map<Change, Session> changed = new EnumMap<>(Change.class);
    private final PlanAudit audit;

    private Oracles(IsolationDatabase database) {
        var own = database.copy();
        application = Session.application(IsolationDatabase.asApplication(own));
        superuser = Session.superuser(own);
        audit = new PlanAudit(Catalogue.read(own));
        for (var change : Change.values()) {
            changed.put(change, Session.superuser(database.copy(change)));
        }
    }

    static Oracles open() {
        return new Oracles(IsolationDatabase.get());
    }

    /** What the statement does as it is written, under row security alone. */
    Outcome original(Subject subject) {
        return application.run(subject.sentAsWritten());
    }

    /** How PostgreSQL runs the scoped statement. */
    String plan(Subject subject) {
        return superuser.explain(subject.sentScoped()).plan();
    }

    List<Finding> judge(Subject subject) {
        return judge(subject, original(subject), EnumSet.allOf(Change.class));
    }

    /** @param changes against which of them it is compared */
    List<Finding> judge(Subject subject, Outcome original, Set<Change> changes) {
        if (isLate(original)) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        var scoped = superuser.runAndExplain(subject.sentScoped());
        if (isLate(scoped)) {
            return List.of();
        }
        compare(Oracle.DIFFERENTIAL, original, scoped, subject.ordered(), findings);
        compare(Oracle.BOTH_LOCKS, original, application.run(subject.sentScoped()), subject.ordered(), findings);
        findings.addAll(untouched(scoped));
        for (var change : changes) {
            var elsewhere = changed.get(change).run(subject.sentScoped());
            if (!isLate(elsewhere)) {
                compare(Oracle.NON_INTERFERENCE, scoped, elsewhere, subject.ordered(), findings);
            }
        }
        if (scoped.works()) {
            findings.addAll(audit.findings(scoped.plan(), subject.sentScoped().tenant()));
        }
        return findings;
    }

    private List<Finding> untouched(Outcome scoped) {
        return scoped.state().others().equals(superuser.untouched().others())
                ? List.of()
                : List.of(new Finding(Oracle.NON_INTERFERENCE, "another tenant's rows are changed"));
    }

    private static boolean isLate(Outcome outcome) {
        return outcome.failure()
                .filter(failed -> failed.sqlState().equals(TIMED_OUT))
                .isPresent();
    }

    private static void compare(Oracle oracle, Outcome wanted, Outcome found, boolean ordered, List<Finding> findings) {
        if (!wanted.works() || !found.works()) {
            var same = !wanted.works()
                    && !found.works()
                    && wanted.failure()
                            .get()
                            .group()
                            .equals(found.failure().get().group());
            if (!same) {
                findings.add(new Finding(oracle, "one fails otherwise:\n    " + wanted + "\n  but\n    " + found));
            }
            return;
        }
        var sameRows = ordered
                ? wanted.rows().equals(found.rows())
                : wanted.sortedRows().equals(found.sortedRows());
        if (!sameRows || wanted.changed() != found.changed()) {
            findings.add(new Finding(oracle, "other rows:\n    " + wanted + "\n  but\n    " + found));
        }
        if (!wanted.state().own().equals(found.state().own())) {
            findings.add(new Finding(oracle, "the tenant's tables hold other rows afterwards"));
        }
    }

    @Override
    public void close() {
        application.close();
        superuser.close();
        changed.values().forEach(Session::close);
    }
}

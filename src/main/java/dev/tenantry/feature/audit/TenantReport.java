package dev.tenantry.feature.audit;

import dev.tenantry.feature.audit.EventRepository.Tail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the verification of one tenant's trail has come to. */
final class TenantReport {
    private static final int MOST = 1_000;
    private final String tenant;
    private final List<Finding> findings = new ArrayList<>();
    private long found;
    private long events;
    private long seals;
    private long unsealed;
    private Duration age = Duration.ZERO;

    TenantReport(String tenant) {
        this.tenant = tenant;
    }

    /** Of very many the first are kept, and all are counted. */
    void add(Finding finding) {
        found++;
        if (findings.size() < MOST) {
            findings.add(finding);
        }
    }

    void sealed(Seal seal) {
        seals++;
        events += seal.events().size();
    }

    void unsealed(Tail tail, Instant now) {
        unsealed += tail.events();
        tail.oldest()
                .map(oldest -> Duration.between(oldest, now))
                .filter(found -> found.compareTo(age) > 0)
                .ifPresent(older -> age = older);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Also those that are not kept. */
    long count() {
        return found;
    }

    long sealedEvents() {
        return events;
    }

    long unsealedEvents() {
        return unsealed;
    }

    /** For people: a line about the trail, and one for each finding. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%s: %d events in %d seals, %s, %s"
                .formatted(
                        tenant,
                        events,
                        seals,
                        unsealed == 0
                                ? "nothing unsealed"
                                : "%d not sealed yet (%.1f s)".formatted(unsealed, age.toMillis() / 1000.0),
                        found == 0 ? "as it was written" : found + " findings"));
        findings.forEach(finding -> lines.add("  " + finding));
        if (found > findings.size()) {
            lines.add("  and " + (found - findings.size()) + " more");
        }
        return lines;
    }
}

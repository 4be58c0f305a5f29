package dev.tenantry.testing;

import static java.util.stream.Collectors.toSet;

import dev.tenantry.platform.config.DatabaseServer;
import dev.tenantry.testing.Http.Exchanged;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * Whatever any test has a server change, its audit trail tells of: after every request that is no GET and was answered with
 * 2xx, a row has its id. A route that forgets is found by the first test that uses it.
 */
final class TrailWatch {
    /** Requests that may succeed and change nothing, and why. Whether they tell what they do change is in AuditScenariosTest. */
    private static final Map<Pattern, String> EXEMPT = Map.of(
            Pattern.compile("POST (/tenants/[^/]+)?/oauth/introspect"), "reads",
            Pattern.compile("POST (/tenants/[^/]+)?/oauth/userinfo"), "reads",
            Pattern.compile("POST (/tenants/[^/]+)?/oauth/(authorize|end_session)"), "shows a page or sends to one",
            Pattern.compile("POST (/tenants/[^/]+)?/oauth/(signin|consent|signout)"), "may show its page again",
            Pattern.compile("POST (/tenants/[^/]+)?/oauth/revoke"), "a token that is none is as good as revoked",
            Pattern.compile("POST (/tenants/[^/]+)?/(oauth|api/auth)/logout"), "there may be nothing to end",
            Pattern.compile("POST /tenants/([^/]+/)?domains/[^/]+/verify"), "there may be no record yet",
            Pattern.compile("(HEAD|OPTIONS) .*"), "reads");

    private final DatabaseServer database;
    private final Queue<Exchanged> changes = new ConcurrentLinkedQueue<>();

    TrailWatch(DatabaseServer database) {
        this.database = database;
    }

    void saw(Exchanged exchanged) {
        if (exchanged.answer().status() / 100 == 2 && !exchanged.method().equals("GET") && !isExempt(exchanged)) {
            changes.add(exchanged);
        }
    }

    private static boolean isExempt(Exchanged exchanged) {
        var told = exchanged.method() + " " + exchanged.path().split("\\?", 2)[0];
        return EXEMPT.keySet().stream().anyMatch(exempt -> exempt.matcher(told).matches())
                || isCounted(exchanged)
                || exchanged.answer().headers().contains("Idempotency-Replayed");
    }

    /** Tokens of services are counted, and a row tells of many. */
    private static boolean isCounted(Exchanged exchanged) {
        return exchanged.path().endsWith("/oauth/token")
                && exchanged.body().toString().contains("grant_type=client_credentials");
    }

    void assertAllTold() {
        if (changes.isEmpty()) {
            return;
        }
        var told = TestPostgres.query(database, "SELECT DISTINCT request_id FROM audit_events").stream()
                .map(row -> row.get("request_id"))
                .collect(toSet());
        var untold = changes.stream()
                .filter(change -> !told.contains(change.answer().header("X-Request-Id")))
                .map(change -> change.method() + " " + change.path())
                .distinct()
                .toList();
        if (!untold.isEmpty()) {
            throw new AssertionError("The audit trail tells nothing of " + List.copyOf(untold));
        }
    }
}

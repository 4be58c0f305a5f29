package dev.tenantry.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What would hold up an event loop. */
final class BlockingRules {
    private static final Map<String, String> MAY_WAIT = Map.of(
            "cli.Blocking", "a command waits on the main thread, which is its own",
            "cli.ServeCommand", "the main thread waits for the end of the process",
            "platform.telemetry.LineQueue", "the log's own thread waits for lines, and the end for it",
            "platform.embedded.Programs", "PostgreSQL's programs run to their end, called within executeBlocking");

    private static final List<Waiting> WAITING = List.of(
            new Waiting("java.lang.Object", Set.of("wait")),
            new Waiting("java.lang.Thread", Set.of("sleep", "join")),
            new Waiting("java.lang.Process", Set.of("waitFor")),
            new Waiting("java.net.http.HttpClient", Set.of("send")),
            new Waiting("java.util.concurrent.BlockingQueue", Set.of("put", "take")),
            new Waiting("java.util.concurrent.CountDownLatch", Set.of("await")),
            new Waiting("java.util.concurrent.CyclicBarrier", Set.of("await")),
            new Waiting("java.util.concurrent.ExecutorService", Set.of("awaitTermination", "invokeAll", "invokeAny")),
            new Waiting("java.util.concurrent.Future", Set.of("get", "join", "invoke")),
            new Waiting("java.util.concurrent.Semaphore", Set.of("acquire", "acquireUninterruptibly")),
            new Waiting("java.util.concurrent.TimeUnit", Set.of("sleep", "timedJoin", "timedWait")),
            new Waiting("java.util.concurrent.locks.Condition", Set.of("await", "awaitNanos", "awaitUntil")),
            new Waiting("java.util.concurrent.locks.LockSupport", Set.of("park", "parkNanos", "parkUntil")),
            new Waiting("io.vertx.core.Future", Set.of("await")));

    private record Waiting(String owner, Set<String> methods) {

        boolean isDoneBy(JavaAccess<?> access) {
            return methods.contains(access.getName()) && access.getTargetOwner().isAssignableTo(owner);
        }
    }

    private BlockingRules() {}

    static ArchRule nothingWaits(Root root) {
        return noClasses()
                .that(not(root.oneOf(MAY_WAIT.keySet())))
                .should()
                .accessTargetWhere(describe(
                        "a thread waits",
                        (JavaAccess<?> access) -> WAITING.stream().anyMatch(waiting -> waiting.isDoneBy(access))));
    }

    static ArchRule onlyMigrationAndProbeUseJdbc(Root root) {
        return noClasses()
                .that(root.outside("platform.migration"))
                .and(root.outside("platform.migration.probe"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..");
    }
}

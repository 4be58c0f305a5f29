package dev.tenantry.feature.audit;

import dev.tenantry.feature.audit.Finding.Kind;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.sql.TenantDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The verification of all tenants' trails or of one, and of what the log says of them, for people to read. */
public final class TrailCheck {
    private static final int TENANTS = 50;
    private static final int LINES = 1_000;
    private static final UUID LAST = new UUID(-1, -1);
    private final Vertx vertx;
    private final TenantDatabase database;
    private final AllTenants tenants;
    private final Verification verification;
    private final SealRepository seals = new SealRepository();
    private final EventRepository events = new EventRepository();
    private final Consumer<String> told;
    private long findings;

    /** @param told takes the lines */
    public TrailCheck(
            Vertx vertx,
            TenantDatabase database,
            AllTenants tenants,
            Verification verification,
            Consumer<String> told) {
        this.vertx = vertx;
        this.database = database;
        this.tenants = tenants;
        this.verification = verification;
        this.told = told;
    }

    /**
     * How much is not as it was written. Fails when there is no such tenant, or no such file.
     *
     * @param slug the only tenant to look at; all when empty
     * @param log with the lines of the logger {@code audit}
     */
    public Future<Long> run(Optional<String> slug, Optional<Path> log) {
        return slug.map(text -> find(text).map(Optional::of))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(only -> only.map(this::one)
                        .orElseGet(() -> from(LAST))
                        .compose(done -> log.map(file -> heads(file, only)).orElseGet(Future::succeededFuture)))
                .map(done -> findings);
    }

    private Future<Void> from(UUID before) {
        return tenants.before(before, TENANTS).compose(found -> {
            var done = Future.<Void>succeededFuture();
            for (var tenant : found) {
                done = done.compose(checked -> one(tenant));
            }
            return found.isEmpty()
                    ? done
                    : done.compose(
                            checked -> from(found.get(found.size() - 1).id().value()));
        });
    }

    private Future<TenantContext> find(String slug) {
        return TenantSlug.parse(slug)
                .map(tenants::find)
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> found.orElseThrow(() -> new StartupException("There is no tenant " + slug + ".")));
    }

    private Future<Void> one(TenantContext tenant) {
        return verification
                .of(tenant)
                .onSuccess(report -> {
                    findings += report.count();
                    report.lines().forEach(told);
                })
                .mapEmpty();
    }

    /** Some lines at a time, however long it is. */
    private Future<Void> heads(Path log, Optional<TenantContext> only) {
        return vertx.executeBlocking(() -> {
                    try {
                        return Files.newBufferedReader(log);
                    } catch (IOException e) {
                        throw new StartupException("There is no readable file " + log + ".", e);
                    }
                })
                .compose(reader -> heads(reader, only)
                        .eventually(() -> vertx.executeBlocking(() -> {
                            reader.close();
                            return true;
                        })));
    }

    private Future<Void> heads(BufferedReader log, Optional<TenantContext> only) {
        return vertx.executeBlocking(() -> {
                    var lines = new ArrayList<String>();
                    for (var line = log.readLine(); line != null; line = log.readLine()) {
                        lines.add(line);
                        if (lines.size() == LINES) {
                            break;
                        }
                    }
                    return lines;
                })
                .compose(lines -> lines.isEmpty()
                        ? Future.succeededFuture()
                        : heads(lines, only).compose(compared -> heads(log, only)));
    }

    /** Lines of something else are passed over. */
    private Future<Void> heads(List<String> lines, Optional<TenantContext> only) {
        var byTenant = lines.stream()
                .flatMap(line -> Sealer.Head.read(line).stream())
                .filter(head -> only.isEmpty() || only.get().id().value().equals(head.tenant()))
                .collect(Collectors.groupingBy(Sealer.Head::tenant, LinkedHashMap::new, Collectors.toList()));
        var done = Future.<Void>succeededFuture();
        for (var entry : byTenant.entrySet()) {
            done = done.compose(before -> heads(entry.getKey(), entry.getValue()));
        }
        return done;
    }

    private Future<Void> heads(UUID id, List<Sealer.Head> heads) {
        return tenants.before(after(id), 1)
                .map(found -> found.stream()
                        .filter(tenant -> tenant.id().value().equals(id))
                        .findFirst())
                .compose(found -> {
                    return found.map(tenant -> compare(tenant, heads)).orElseGet(() -> gone(id));
                });
    }

    /** A purge is told in the operators' trail; whatever else takes a tenant away is tampering. */
    private Future<Void> gone(UUID id) {
        return tenants.find(TenantSlug.OPERATOR)
                .compose(operators -> operators
                        .map(tenant -> events.tellsOfPurge(database.of(tenant), id))
                        .orElseGet(() -> Future.succeededFuture(false)))
                .onSuccess(purged -> {
                    if (!purged) {
                        findings++;
                    }
                    told.accept(id + ": the log tells of this tenant and there is none; "
                            + (purged ? "an operator has purged it" : "nobody has purged it"));
                })
                .mapEmpty();
    }

    /** The id that follows: what sorts before it is that id and those before. */
    private static UUID after(UUID id) {
        var low = id.getLeastSignificantBits() + 1;
        return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
    }

    private Future<Void> compare(TenantContext tenant, List<Sealer.Head> heads) {
        var numbers = heads.stream().map(Sealer.Head::number).distinct().toList();
        return seals.byNumbers(database.of(tenant), numbers)
                .map(found -> found.stream().collect(Collectors.toMap(Seal::number, Function.identity())))
                .onSuccess(there -> heads.forEach(head -> compare(tenant, head, there.get(head.number()))))
                .mapEmpty();
    }

    private void compare(TenantContext tenant, Sealer.Head head, @Nullable Seal there) {
        if (there == null) {
            tell(tenant, new Finding(Kind.HEAD_GONE, head.number(), Optional.empty()));
        } else if (!head.head().equals(there.headText()) || !head.mac().equals(there.macText())) {
            tell(tenant, new Finding(Kind.HEAD_DIFFERS, head.number(), Optional.empty()));
        }
    }

    private void tell(TenantContext tenant, Finding finding) {
        findings++;
        told.accept(tenant.slug() + ": " + finding);
    }
}

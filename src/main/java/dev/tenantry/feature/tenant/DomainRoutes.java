package dev.tenantry.feature.tenant;

import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.TenantCall;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The domains of a tenant. */
public final class DomainRoutes {
    private static final String ALL = "/tenants/domains";
    private static final String ONE = ALL + "/{id}";
    private final Domains domains;
    private final List<String> ours;

    /** @param ours domains of this installation: no tenant has them, or what is below them */
    public DomainRoutes(Domains domains, List<String> ours) {
        this.domains = domains;
        this.ours = List.copyOf(ours);
    }

    /** @param to the tables of the control line */
    void contribute(Contribution to) {
        to.get(ALL, TenantRoutes.MANAGE, Answer.page(Claim.class, "The tenant's domains, newest first"), this::list);
        to.get(ONE, TenantRoutes.MANAGE, Answer.one(Claim.class, "One domain"), this::get);
        to.post(
                ALL,
                TenantRoutes.MANAGE,
                Wanted.class,
                Answer.created(Claim.class, "Claims a domain, and tells the TXT record that proves it"),
                this::claim);
        to.delete(ONE, TenantRoutes.MANAGE, Answer.done("Gives a domain up"), this::remove);
        // No transaction is open while DNS is asked.
        to.route(new Route<>(
                HttpMethod.POST,
                ONE + "/verify",
                new Access.RequirePermission(TenantRoutes.MANAGE, true),
                RequestBody.NONE,
                Answer.one(Claim.class, "Looks for the TXT record now"),
                this::verify));
    }

    private Future<Reply> list(TenantCall<Nothing> call) {
        var page = call.page();
        return domains.page(call.tenant(), page)
                .map(rows -> rows.stream().map(Claim::of).toList())
                .map(rows -> Reply.ok(Page.of(rows, page, Claim::id)));
    }

    private Future<Reply> get(TenantCall<Nothing> call) {
        return domains.get(call.tenant(), call.id("id")).map(Claim::of).map(Reply::ok);
    }

    private Future<Reply> claim(TenantCall<Wanted> call) {
        var text = call.body().domain();
        var problems = new Problems();
        DomainName.objection(text, ours).ifPresent(problem -> problems.add("domain", problem));
        problems.orThrow();
        return domains.claim(call.sql(), DomainName.of(text)).map(claimed -> {
            call.happened(Happening.of("domain.claimed", claimed.id())
                    .with("domain", claimed.name().value()));
            return Reply.created(Claim.of(claimed)).with("Location", ALL + "/" + claimed.id());
        });
    }

    private Future<Reply> remove(TenantCall<Nothing> call) {
        var id = call.id("id");
        return domains.remove(call.sql(), call.tenant(), id).map(name -> {
            call.happened(Happening.of("domain.removed", id).with("domain", name.value()));
            return Reply.done();
        });
    }

    private Future<Reply> verify(Call<Nothing> call) {
        return domains.verify(call.tenant(), call.actor(), call.id("id"))
                .map(checked -> Reply.ok(Claim.of(checked.domain(), checked.problem())));
    }

    record Wanted(String domain) {
        Wanted {
            new Problems().text("domain", domain, 1, 253).orThrow();
        }
    }

    /**
     * A claim as its tenant sees it.
     *
     * @param problem what the last look has found wrong, right after it
     */
    record Claim(
            UUID id,
            String domain,
            String status,
            Txt record,
            Instant createdAt,
            @Nullable Instant verifiedAt,
            @Nullable String problem) {

        /** What to place in DNS. */
        record Txt(String type, String name, String value) {}

        static Claim of(Domain domain) {
            return of(domain, Optional.empty());
        }

        static Claim of(Domain domain, Optional<String> problem) {
            return new Claim(
                    domain.id(),
                    domain.name().value(),
                    domain.verifiedAt().isPresent() ? "verified" : "pending",
                    new Txt("TXT", domain.name().recordName(), domain.proof()),
                    domain.createdAt(),
                    domain.verifiedAt().orElse(null),
                    problem.orElse(null));
        }
    }
}

package dev.tenantry.feature.tenant;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.tenancy.TenantStatus;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All tenants, for operators. */
public final class OperatorRoutes {
    private static final Access READ =
            Access.RequirePermission.ofOperators(Permission.admin("operator.tenants.read", Role.USER));
    private static final Access MANAGE =
            Access.RequirePermission.ofOperators(Permission.admin("operator.tenants.manage", Role.ADMIN));
    private static final String ALL = "/api/v1/operator/tenants";
    private static final String ONE = ALL + "/{id}";
    private static final Set<String> STATES = Set.of("active", "suspended", "deleted", "purging");
    private final Operators operators;

    public OperatorRoutes(Operators operators) {
        this.operators = operators;
    }

    void contribute(Contribution to) {
        to.route(new Route<>(
                HttpMethod.GET,
                ALL,
                READ,
                RequestBody.NONE,
                Answer.page(Administered.class, "All tenants, newest first; q, status and plan narrow them"),
                this::list));
        to.route(new Route<>(HttpMethod.GET, ONE, READ, RequestBody.NONE, one("One tenant"), this::get));
        to.route(new Route<>(
                HttpMethod.PATCH,
                ONE,
                MANAGE,
                RequestBody.json(Change.class),
                one("Changes a tenant's name or plan, suspends it or lets it in again"),
                this::change));
        to.route(new Route<>(
                HttpMethod.DELETE,
                ONE,
                MANAGE,
                RequestBody.NONE,
                one("Deletes a tenant; it can be restored for a while"),
                this::delete));
        to.route(new Route<>(
                HttpMethod.POST,
                ONE + "/restore",
                MANAGE,
                RequestBody.NONE,
                one("Makes a deleted tenant what it was"),
                this::restore));
        to.route(new Route<>(
                HttpMethod.POST,
                ONE + "/purge",
                MANAGE,
                RequestBody.json(Confirmation.class),
                Answer.done("Takes everything of a deleted tenant away, for good"),
                this::purge));
    }

    private static Answer one(String says) {
        return Answer.one(Administered.class, says);
    }

    private Future<Reply> list(Call<Nothing> call) {
        var state = call.query("status").orElse(null);
        if (state != null && !STATES.contains(state)) {
            new Problems()
                    .add("status", "must be active, suspended, deleted or purging")
                    .orThrow();
        }
        var wanted = new Operators.Wanted(
                call.query("q").orElse(null), call.query("plan").orElse(null), state);
        var page = call.page();
        return operators
                .search(wanted, page)
                .map(rows -> rows.stream().map(this::told).toList())
                .map(rows -> Reply.ok(Page.of(rows, page, Administered::id)));
    }

    private Future<Reply> get(Call<Nothing> call) {
        return operators.get(call.id("id")).map(this::told).map(Reply::ok);
    }

    private Future<Reply> change(Call<Change> call) {
        var body = call.body();
        return operators
                .change(call.actor(), call.id("id"), body.name(), body.plan(), body.newStatus())
                .map(this::told)
                .map(Reply::ok);
    }

    private Future<Reply> delete(Call<Nothing> call) {
        return operators.delete(call.actor(), call.id("id")).map(this::told).map(Reply::ok);
    }

    private Future<Reply> restore(Call<Nothing> call) {
        return operators.restore(call.actor(), call.id("id")).map(this::told).map(Reply::ok);
    }

    private Future<Reply> purge(Call<Confirmation> call) {
        return operators
                .get(call.id("id"))
                .compose(tenant -> {
                    call.body().check(tenant);
                    return operators.purge(call.actor(), tenant.id().value());
                })
                .map(done -> Reply.done());
    }

    private Administered told(Tenant tenant) {
        return new Administered(
                tenant.id().value(),
                tenant.slug().value(),
                tenant.name(),
                tenant.state(),
                tenant.plan(),
                tenant.createdAt(),
                tenant.deletedAt().orElse(null),
                tenant.deletedAt()
                        .map(deleted -> deleted.plus(operators.retention()))
                        .orElse(null));
    }

    /** {@code purgeAt} is when a deleted tenant is going to be purged. */
    record Administered(
            UUID id,
            String slug,
            String name,
            String status,
            String plan,
            Instant createdAt,
            @Nullable Instant deletedAt,
            @Nullable Instant purgeAt) {}

    /** What is absent stays as it is. */
    record Change(
            @Nullable String name,
            @Nullable String plan,
            @Nullable String status) {
        private static final Pattern PLAN = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

        Change {
            var problems = new Problems();
            if (name != null) {
                problems.text("name", name, 1, 200);
            }
            if (plan != null) {
                problems.match("plan", plan, PLAN, "must be the name of a plan");
            }
            if (status != null && !status.equals("active") && !status.equals("suspended")) {
                problems.add("status", "must be active or suspended");
            }
            problems.orThrow();
        }

        @Nullable
        TenantStatus newStatus() {
            return status == null ? null : TenantStatus.valueOf(status.toUpperCase(Locale.ROOT));
        }
    }

    /** The slug once more: what is purged does not come back. */
    record Confirmation(String slug) {
        Confirmation {
            new Problems().text("slug", slug, 1, 63).orThrow();
        }

        void check(Tenant tenant) {
            if (!tenant.slug().value().equals(slug)) {
                throw new AppException(
                        ErrorCode.INVALID_INPUT,
                        ErrorCode.INVALID_INPUT.text(),
                        List.of(new ErrorDetail("slug", "must be the tenant's own")));
            }
        }
    }
}

package dev.tenantry.feature.tenant;

import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
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
import dev.tenantry.platform.security.Authority;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantSlug;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a tenant reads and decides about itself, and the list of all. */
public final class TenantRoutes {
    private static final Permission LIST = Permission.admin("tenant.list", Role.ADMIN);
    private static final Permission READ = Permission.read("tenant.read", Role.VIEWER);
    static final Permission MANAGE = Permission.admin("tenant.manage", Role.ADMIN);
    private static final Permission DELETE = Permission.admin("tenant.delete", Role.OWNER);
    private static final String INFO = "/tenants/info";
    private static final String SETTINGS = "/tenants/settings";
    private final Tenants tenants;
    private final TenantSettings settings;
    private final Permissions permissions;
    private final Function<TenantContext, Future<Statistics>> statistics;
    private final URI issuer;
    private final Access list;

    /** @param openList whether anybody may list all tenants, as development allows */
    public TenantRoutes(
            Tenants tenants,
            TenantSettings settings,
            Permissions permissions,
            Function<TenantContext, Future<Statistics>> statistics,
            URI issuer,
            boolean openList) {
        this.tenants = tenants;
        this.settings = settings;
        this.permissions = permissions;
        this.statistics = statistics;
        this.issuer = issuer;
        this.list = openList ? new Access.Everyone() : Access.RequirePermission.ofOperators(LIST);
    }

    /** @param to the tables of the control line */
    void contribute(Contribution to) {
        to.route(new Route<>(
                HttpMethod.GET,
                INFO,
                new Access.Visitor(),
                RequestBody.NONE,
                Answer.one(Info.class, "What anybody may know of the tenant"),
                this::info));
        to.route(new Route<>(
                HttpMethod.GET,
                "/tenants/list",
                list,
                RequestBody.NONE,
                Answer.page(Listed.class, "All tenants, newest first"),
                this::list));
        to.patch(INFO, MANAGE, Name.class, Answer.one(Info.class, "Gives the tenant another name"), this::rename);
        to.delete(INFO, DELETE, Answer.done("Deletes the tenant; operators can restore it for a while"), this::delete);
        to.get(
                SETTINGS,
                READ,
                Answer.one(Decided.class, "The tenant's settings").versioned(),
                this::settings);
        to.put(
                SETTINGS,
                MANAGE,
                Decision.class,
                Answer.one(Decided.class, "Replaces the settings; what is absent gets its default")
                        .versioned(),
                this::decide);
        to.get(
                "/tenants/statistics",
                READ,
                Answer.one(Statistics.class, "How much there is of what in the tenant"),
                this::statistics);
    }

    private Future<Reply> info(Call<Nothing> call) {
        return tenants.find(call.tenant().slug())
                .map(found -> found.orElseThrow(() -> new AppException(ErrorCode.TENANT_NOT_FOUND)))
                .map(tenant -> Reply.ok(told(tenant)));
    }

    private Future<Reply> list(Call<Nothing> call) {
        var wanted = call.page();
        return tenants.page(wanted.before(), wanted.fetch())
                .map(rows -> rows.stream().map(Listed::of).toList())
                .map(rows -> Reply.ok(Page.of(rows, wanted, Listed::id)));
    }

    private Future<Reply> rename(TenantCall<Name> call) {
        var name = call.body().name();
        call.happened(Happening.of("tenant.updated", call.tenant().id()).with("name", name));
        return tenants.rename(call.sql(), call.tenant(), name).map(renamed -> Reply.ok(told(renamed)));
    }

    /** Asks for the slug once more: everybody's access ends with it. */
    private Future<Reply> delete(TenantCall<Nothing> call) {
        var slug = call.tenant().slug().value();
        if (call.query("confirm").filter(slug::equals).isEmpty()) {
            throw new AppException(
                    ErrorCode.INVALID_INPUT,
                    ErrorCode.INVALID_INPUT.text(),
                    List.of(new ErrorDetail("confirm", "must be the tenant's slug, in the query")));
        }
        call.happened(Happening.of("tenant.deleted", call.tenant().id()));
        return tenants.delete(call.sql(), call.tenant()).map(deleted -> Reply.done());
    }

    private Future<Reply> settings(TenantCall<Nothing> call) {
        return settings.of(call.tenant()).map(Decided::of).map(TenantRoutes::shown);
    }

    private Future<Reply> decide(TenantCall<Decision> call) {
        mustBeAllowed(call, call.body().settings());
        return settings.put(call.sql(), call.ifMatch(), call.body().settings())
                .map(Decided::of)
                .map(decided -> {
                    call.happened(Happening.of(
                                    "tenant.settings_changed", call.tenant().id())
                            .with("version", decided.version())
                            .with("registration", decided.registration())
                            .with("default_role", decided.defaultRole())
                            .with("locale", decided.locale())
                            .with("time_zone", decided.timeZone())
                            .with("support_email", decided.supportEmail()));
                    return shown(decided);
                });
    }

    private static Reply shown(Decided decided) {
        return Reply.ok(decided).versioned(decided.version());
    }

    /** Whoever opens the door to newcomers gives them a role, and nobody gives more than they hold. */
    private void mustBeAllowed(TenantCall<?> call, Settings wanted) {
        if (wanted.registration() != Settings.Registration.OPEN) {
            return;
        }
        if (call.tenant().slug().equals(TenantSlug.OPERATOR)) {
            throw new AppException(ErrorCode.PERMISSION_DENIED, "Operators are invited");
        }
        if (!permissions.covers(call.principal().authority(), Authority.of(wanted.defaultRole()))) {
            throw new AppException(ErrorCode.PERMISSION_DENIED, "That is above your own role");
        }
    }

    private Future<Reply> statistics(TenantCall<Nothing> call) {
        return statistics.apply(call.tenant()).map(Reply::ok);
    }

    private Info told(Tenant tenant) {
        return new Info(
                tenant.id().value(),
                tenant.slug().value(),
                tenant.name(),
                tenant.state(),
                issuer + "/tenants/" + tenant.slug(),
                tenant.createdAt());
    }

    /** How much a tenant has. */
    public record Statistics(long members, Map<String, Long> membersByRole, long clients) {

        public static Statistics of(Map<String, Long> membersByRole, long clients) {
            return new Statistics(
                    membersByRole.values().stream().mapToLong(Long::longValue).sum(), membersByRole, clients);
        }
    }

    /** {@code issuer} is where the tenant's tokens come from. */
    record Info(UUID id, String slug, String name, String status, String issuer, Instant createdAt) {}

    record Listed(UUID id, String slug, String name, String status, String plan, Instant createdAt) {
        static Listed of(Tenant tenant) {
            return new Listed(
                    tenant.id().value(),
                    tenant.slug().value(),
                    tenant.name(),
                    tenant.state(),
                    tenant.plan(),
                    tenant.createdAt());
        }
    }

    record Name(String name) {
        Name {
            new Problems().text("name", name, 1, 200).orThrow();
        }
    }

    /** The settings in force. */
    record Decided(
            int version, String registration, String defaultRole, String locale, String timeZone, String supportEmail) {
        static Decided of(Settings settings) {
            return new Decided(
                    settings.version(),
                    settings.registration().wire(),
                    settings.defaultRole().wire(),
                    settings.locale(),
                    settings.timeZone(),
                    settings.supportEmail());
        }
    }

    /** What is absent is as for a tenant that has decided nothing. */
    record Decision(
            @Nullable String registration,
            @Nullable String defaultRole,
            @Nullable String locale,
            @Nullable String timeZone,
            @Nullable String supportEmail) {
        private static final Pattern REGISTRATION = Pattern.compile("invitation|open");
        private static final Pattern DEFAULT_ROLE = Pattern.compile("user|viewer");
        private static final Pattern LOCALE =
                Pattern.compile("[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?");
        private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,190}");

        Decision {
            var problems = new Problems();
            given(problems, "registration", registration, REGISTRATION, "must be invitation or open");
            given(problems, "default_role", defaultRole, DEFAULT_ROLE, "must be user or viewer");
            given(problems, "locale", locale, LOCALE, "must be a language tag such as en or de-CH");
            given(problems, "support_email", supportEmail, EMAIL, "must be an e-mail address");
            if (timeZone != null && !ZoneId.getAvailableZoneIds().contains(timeZone)) {
                problems.add("time_zone", "must be a time zone such as Europe/Zurich");
            }
            problems.orThrow();
        }

        private static void given(
                Problems problems, String field, @Nullable String value, Pattern pattern, String otherwise) {
            if (value != null) {
                problems.match(field, value, pattern, otherwise);
            }
        }

        Settings settings() {
            var undecided = Settings.DEFAULT;
            return new Settings(
                    undecided.version(),
                    registration == null ? undecided.registration() : Settings.Registration.ofWire(registration),
                    defaultRole == null ? undecided.defaultRole() : Role.ofWire(defaultRole),
                    locale == null ? undecided.locale() : locale,
                    timeZone == null ? undecided.timeZone() : timeZone,
                    supportEmail == null ? undecided.supportEmail() : supportEmail);
        }
    }
}

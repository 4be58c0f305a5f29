package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Authority;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.security.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a tenant's owners and admins decide about clients that register themselves. */
public final class DoorRoutes {
    private static final Permission MANAGE = Permission.admin("oauth.registration.manage", Role.ADMIN);
    private static final String POLICY = "/oauth/registration/policy";
    private static final String TOKENS = "/oauth/registration/tokens";
    private final RegistrationDoor door;
    private final Permissions permissions;

    public DoorRoutes(RegistrationDoor door, Permissions permissions) {
        this.door = door;
        this.permissions = permissions;
    }

    public void contribute(Contribution to) {
        add(to, HttpMethod.POST, TOKENS, RequestBody.json(Wanted.class), this::issue);
        add(to, HttpMethod.GET, TOKENS, RequestBody.NONE, this::tokens);
        add(to, HttpMethod.DELETE, TOKENS + "/{id}", RequestBody.NONE, this::withdraw);
        add(to, HttpMethod.GET, POLICY, RequestBody.NONE, this::policy);
        add(to, HttpMethod.PUT, POLICY, RequestBody.json(Decision.class), this::decide);
    }

    private static <B> void add(
            Contribution to, HttpMethod method, String path, RequestBody<B> body, Route.Handler<B> handler) {
        to.route(new Route<>(method, path, new Access.RequirePermission(MANAGE, true), body, handler));
    }

    private Future<Reply> policy(Call<Nothing> call) {
        return door.policy(call.tenant()).map(policy -> Reply.ok(Told.of(policy)));
    }

    private Future<Reply> decide(Call<Decision> call) {
        var policy = call.body().policy();
        mustCover(call, policy);
        return door.decide(call.tenant(), policy).map(done -> Reply.ok(Told.of(policy)));
    }

    private Future<Reply> issue(Call<Wanted> call) {
        var wanted = call.body();
        return door.policy(call.tenant())
                .compose(policy -> {
                    mustCover(call, policy);
                    return door.issue(call.tenant(), wanted.text(), wanted.count(), wanted.lifetime());
                })
                .map(issued -> Reply.created(new Given(
                        issued.known().id(),
                        issued.token().reveal(),
                        issued.known().note(),
                        issued.known().usesLeft(),
                        issued.known().expiresAt())));
    }

    /** Whoever lets clients in that act as themselves holds as much as they will. */
    private void mustCover(Call<?> call, RegistrationPolicy policy) {
        if (policy.grantTypes().contains(GrantType.CLIENT_CREDENTIALS)
                && !permissions.covers(call.principal().authority(), Authority.ofService(policy.scopes()))) {
            throw new AppException(ErrorCode.PERMISSION_DENIED, "Such clients may do more than your own role");
        }
    }

    private Future<Reply> tokens(Call<Nothing> call) {
        var wanted = call.page();
        return door.tokens(call.tenant(), wanted).map(rows -> Reply.ok(Page.of(rows, wanted, InitialToken::id)));
    }

    private Future<Reply> withdraw(Call<Nothing> call) {
        return door.withdraw(call.tenant(), call.id("id")).map(there -> {
            if (!there) {
                throw new AppException(ErrorCode.NOT_FOUND);
            }
            return Reply.done();
        });
    }

    /** What is absent is as for a tenant that has decided nothing. */
    record Decision(
            @Nullable String registration,
            @Nullable List<@Nullable String> grantTypes,
            @Nullable String scope,
            @Nullable Boolean requirePkce) {
        private static final Set<GrantType> OPEN_TO_STRANGERS =
                EnumSet.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS);

        Decision {
            var problems = new Problems();
            if (registration != null
                    && Arrays.stream(RegistrationPolicy.Door.values())
                            .noneMatch(door -> door.wire().equals(registration))) {
                problems.add("registration", "must be closed, initial_token or open");
            }
            if (grantTypes != null
                    && !grantTypes.stream()
                            .allMatch(type -> GrantType.ofWire(String.valueOf(type))
                                    .filter(OPEN_TO_STRANGERS::contains)
                                    .isPresent())) {
                problems.add("grant_types", "may hold authorization_code, refresh_token, client_credentials");
            } else if (grantTypes != null
                    && grantTypes.contains(GrantType.CLIENT_CREDENTIALS.wire())
                    && RegistrationPolicy.Door.OPEN.wire().equals(registration)) {
                // Whoever comes along would be a service of the tenant, without anybody's consent.
                problems.add("grant_types", "may not hold client_credentials while registration is open");
            }
            if (scope != null && Scope.parse(scope).isEmpty()) {
                problems.add("scope", "holds a scope that is not known");
            }
            problems.orThrow();
        }

        RegistrationPolicy policy() {
            var undecided = RegistrationPolicy.DEFAULT;
            var grants = EnumSet.noneOf(GrantType.class);
            (grantTypes == null ? List.<String>of() : grantTypes)
                    .forEach(type -> grants.addAll(
                            GrantType.ofWire(String.valueOf(type)).stream().toList()));
            return new RegistrationPolicy(
                    registration == null ? undecided.door() : RegistrationPolicy.Door.ofWire(registration),
                    grants.isEmpty() ? undecided.grantTypes() : grants,
                    scope == null ? undecided.scopes() : Scope.parse(scope).orElseThrow(),
                    requirePkce == null ? undecided.requirePkce() : requirePkce);
        }
    }

    /** The policy in force. */
    record Told(String registration, List<String> grantTypes, String scope, boolean requirePkce) {

        static Told of(RegistrationPolicy policy) {
            return new Told(
                    policy.door().wire(),
                    policy.grantTypes().stream().sorted().map(GrantType::wire).toList(),
                    Scope.format(policy.scopes()),
                    policy.requirePkce());
        }
    }

    /**
     * An initial access token to give out.
     *
     * @param expiresIn seconds, a day when nothing is said
     * @param uses clients, one when nothing is said
     */
    record Wanted(
            @Nullable String note,
            @Nullable Integer expiresIn,
            @Nullable Integer uses) {
        private static final Duration LONGEST = Duration.ofDays(366);
        private static final int MOST = 1_000_000;

        Wanted {
            var problems = new Problems().optionalText("note", note, 0, 200);
            if (expiresIn != null && (expiresIn < 1 || expiresIn > LONGEST.toSeconds())) {
                problems.add("expires_in", "must be 1 to " + LONGEST.toSeconds() + " seconds");
            }
            if (uses != null && (uses < 1 || uses > MOST)) {
                problems.add("uses", "must be 1 to " + MOST);
            }
            problems.orThrow();
        }

        String text() {
            return note == null ? "" : note;
        }

        int count() {
            return uses == null ? 1 : uses;
        }

        Duration lifetime() {
            return expiresIn == null ? Duration.ofDays(1) : Duration.ofSeconds(expiresIn);
        }
    }

    /** {@code initial_access_token} is shown this once. */
    record Given(UUID id, String initialAccessToken, String note, int usesLeft, Instant expiresAt) {}
}

package dev.tenantry.feature.access;

import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.feature.Feature;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.security.Scope;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/** Memberships, roles and keys, and what they allow. */
public final class AccessFeature implements Feature {
    private final Permissions permissions;
    private final List<Consumer<Contribution>> rooms;

    /** @param rooms what each room adds, in the order its routes are told in */
    public AccessFeature(Permissions permissions, List<Consumer<Contribution>> rooms) {
        this.permissions = permissions;
        this.rooms = List.copyOf(rooms);
    }

    @Override
    public String name() {
        return "access";
    }

    @Override
    public void contribute(Contribution to) {
        to.meter(Members.PEOPLE);
        to.route(new Route<>(
                HttpMethod.GET,
                "/api/protected",
                new Access.SignedIn(),
                RequestBody.NONE,
                Answer.one(WhoAmI.class, "Whom the token stands for, where, and what it may be used for"),
                Route.now(this::whoAmI)));
        rooms.forEach(room -> room.accept(to));
    }

    private Reply whoAmI(Call<Nothing> call) {
        var principal = call.principal();
        return Reply.ok(new WhoAmI(
                call.tenant().slug().value(),
                new WhoAmI.Caller(
                        principal.kind().name().toLowerCase(Locale.ROOT),
                        principal.id(),
                        principal.name(),
                        principal.authority().name()),
                principal.scopes().stream().sorted().map(Scope::wire).toList(),
                permissions.of(call.tenant()).stream()
                        .filter(permission -> principal.scopedFor(permission) && principal.holds(permission))
                        .map(Permission::name)
                        .toList()));
    }

    /**
     * Who the token stands for, where, and what it may be used for.
     *
     * @param permissions names of those that both the role and the token allow
     */
    record WhoAmI(String tenant, Caller caller, List<String> scopes, List<String> permissions) {
        record Caller(String kind, UUID id, String name, String role) {}
    }
}

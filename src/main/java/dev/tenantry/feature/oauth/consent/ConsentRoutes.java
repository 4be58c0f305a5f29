package dev.tenantry.feature.oauth.consent;

import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;

/** What the asking person has allowed which client, to be read and taken back. */
public final class ConsentRoutes {
    private static final Permission READ = Permission.own("oauth.consent.read", Scope.READ);
    private static final Permission WITHDRAW = Permission.own("oauth.consent.withdraw", Scope.WRITE);
    private final Consents consents;

    public ConsentRoutes(Consents consents) {
        this.consents = consents;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(
                HttpMethod.GET,
                "/api/auth/consents",
                new Access.RequirePermission(READ, true),
                RequestBody.NONE,
                this::list));
        to.route(new Route<>(
                HttpMethod.DELETE,
                "/api/auth/consents/{client_id}",
                new Access.RequirePermission(WITHDRAW, true),
                RequestBody.NONE,
                this::withdraw));
    }

    private Future<Reply> list(Call<Nothing> call) {
        return consents.page(call.tenant(), person(call), call.page())
                .map(page ->
                        Reply.ok(new Page<>(page.items().stream().map(Shown::of).toList(), page.nextCursor())));
    }

    private Future<Reply> withdraw(Call<Nothing> call) {
        return consents.withdraw(call.tenant(), person(call), new ClientId(call.id("client_id")))
                .map(done -> Reply.done());
    }

    private static PersonId person(Call<Nothing> call) {
        return new PersonId(call.principal().id());
    }

    record Shown(String clientId, String clientName, String scope, Instant grantedAt) {
        static Shown of(Consents.Consent consent) {
            return new Shown(
                    consent.client().wire(), consent.clientName(), Scope.format(consent.scopes()), consent.grantedAt());
        }
    }
}

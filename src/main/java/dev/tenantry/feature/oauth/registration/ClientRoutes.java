package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.Contribution;
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
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/** The clients of a tenant, for its owners and admins: registered in the shape of RFC 7591, managed in the API's own. */
public final class ClientRoutes {
    private static final Permission REGISTER = Permission.admin("oauth.client.register", Role.ADMIN);
    private static final Permission MANAGE = Permission.admin("oauth.client.manage", Role.ADMIN);
    private static final String CLIENTS = "/oauth/clients";
    private static final String CLIENT = CLIENTS + "/{id}";
    private final Registrations registrations;
    private final Clients clients;
    private final Permissions permissions;

    public ClientRoutes(Registrations registrations, Clients clients, Permissions permissions) {
        this.registrations = registrations;
        this.clients = clients;
        this.permissions = permissions;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(
                        HttpMethod.POST,
                        "/oauth/client/register",
                        new Access.RequirePermission(REGISTER, true),
                        ClientMetadata.BODY,
                        Answer.plain(
                                201, ClientInformation.class, "Registers a client, by an owner or admin (RFC 7591)"),
                        this::register)
                .tellingErrors(ClientRoutes::render));
        add(
                to,
                HttpMethod.GET,
                CLIENTS,
                RequestBody.NONE,
                Answer.page(ClientInformation.Listed.class, "The tenant's clients, newest first"),
                this::list);
        add(
                to,
                HttpMethod.GET,
                CLIENT,
                RequestBody.NONE,
                Answer.one(ClientInformation.Listed.class, "One client"),
                this::read);
        add(
                to,
                HttpMethod.PUT,
                CLIENT,
                ClientMetadata.BODY,
                Answer.one(ClientInformation.class, "Replaces what a client is registered with"),
                this::change);
        add(
                to,
                HttpMethod.POST,
                CLIENT + "/secret",
                RequestBody.NONE,
                Answer.one(NewSecret.class, "Gives a client another secret, shown this once"),
                this::renewSecret);
        add(
                to,
                HttpMethod.DELETE,
                CLIENT,
                RequestBody.NONE,
                Answer.done("Takes a client away, with all its tokens"),
                this::delete);
    }

    private static <B> void add(
            Contribution to,
            HttpMethod method,
            String path,
            RequestBody<B> body,
            Answer answer,
            Route.Handler<B> handler) {
        to.route(new Route<>(method, path, new Access.RequirePermission(MANAGE, true), body, answer, handler));
    }

    private Future<Reply> register(Call<ClientMetadata> call) {
        return registrations
                .byMember(call.tenant(), call.actor(), call.body(), asAdmin(call))
                .map(done -> Reply.json(201, ClientInformation.of(done)));
    }

    private Future<Reply> list(Call<Nothing> call) {
        var wanted = call.page();
        return clients.page(call.tenant(), wanted)
                .map(rows -> Page.of(rows, wanted, client -> client.id().value()))
                .map(page -> Reply.ok(new Page<>(
                        page.items().stream().map(ClientInformation.Listed::of).toList(), page.nextCursor())));
    }

    private Future<Reply> read(Call<Nothing> call) {
        return clients.registered(call.tenant(), id(call))
                .map(ClientRoutes::there)
                .map(client -> Reply.ok(ClientInformation.Listed.of(client)));
    }

    private Future<Reply> change(Call<ClientMetadata> call) {
        return theirs(call)
                .compose(client ->
                        registrations.changeByMember(call.tenant(), call.actor(), client, call.body(), asAdmin(call)))
                .map(done -> Reply.ok(ClientInformation.of(done)));
    }

    private Future<Reply> renewSecret(Call<Nothing> call) {
        return theirs(call)
                .compose(client -> registrations.renewSecret(call.tenant(), call.actor(), client))
                .map(secret ->
                        secret.orElseThrow(() -> new AppException(ErrorCode.CONFLICT, "A public client has no secret")))
                .map(secret -> Reply.ok(new NewSecret(id(call).wire(), secret.reveal())));
    }

    private Future<Reply> delete(Call<Nothing> call) {
        return theirs(call)
                .compose(client -> registrations.delete(call.tenant(), call.actor(), client.id()))
                .map(deleted -> {
                    if (!deleted) {
                        throw new AppException(ErrorCode.NOT_FOUND);
                    }
                    return Reply.done();
                });
    }

    private boolean asAdmin(Call<?> call) {
        return permissions.covers(call.principal().authority(), Authority.of(Role.ADMIN));
    }

    /** The client, when who asks may decide over it: its secret is as good as what it may do. */
    private Future<Client> theirs(Call<?> call) {
        return clients.registered(call.tenant(), id(call))
                .map(ClientRoutes::there)
                .map(client -> {
                    if (!Terms.asksPeople(client) && !asAdmin(call)) {
                        throw new AppException(
                                ErrorCode.PERMISSION_DENIED, "That client may do more than your own role");
                    }
                    return client;
                });
    }

    private static ClientId id(Call<?> call) {
        return new ClientId(call.id("id"));
    }

    private static <T> T there(Optional<T> found) {
        return found.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND));
    }

    record NewSecret(String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "NewSecret[" + clientId + "]";
        }
    }

    /** RFC 7591, section 3.2.2: what is wrong with the metadata is {@code invalid_client_metadata}. */
    static Reply render(Throwable failure, String requestId) {
        var metadata = failure instanceof AppException known
                && !(known instanceof OAuthException)
                && known.code() == ErrorCode.INVALID_INPUT;
        return OAuthError.render(
                metadata ? ClientRegistration.refused(described((AppException) failure)) : failure, requestId);
    }

    private static String described(AppException failure) {
        return failure.details().stream()
                .findFirst()
                .map(detail -> detail.field() + " " + detail.problem())
                .orElse(failure.text());
    }
}

package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.oauth.protocol.Issuers;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Cors.Sharing;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.quota.AddressLimits.Counting;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Clients that register themselves (RFC 7591) and manage what they are registered with (RFC 7592). */
public final class RegistrationRoutes {
    private static final String REGISTER = "/oauth/register";
    private static final String CLIENT = REGISTER + "/{client_id}";
    private static final String BEARER = "bearer ";
    private final Registrations registrations;
    private final Clients clients;
    private final Issuers issuers;

    public RegistrationRoutes(Registrations registrations, Clients clients, Issuers issuers) {
        this.registrations = registrations;
        this.clients = clients;
        this.issuers = issuers;
    }

    public void contribute(Contribution to) {
        to.route(route(
                        HttpMethod.POST,
                        REGISTER,
                        ClientMetadata.BODY,
                        Answer.plain(
                                201,
                                ClientInformation.Managed.class,
                                "A client registers itself, as far as the tenant's policy lets it (RFC 7591)"),
                        this::register)
                .limitedByAddress(Counting.CALLS));
        to.route(route(
                        HttpMethod.GET,
                        CLIENT,
                        RequestBody.NONE,
                        Answer.plain(
                                200,
                                ClientInformation.Managed.class,
                                "A client reads what it is registered with, by its registration access token (RFC 7592)"),
                        this::read)
                .limitedByAddress(Counting.FAILURES));
        to.route(route(
                        HttpMethod.PUT,
                        CLIENT,
                        ClientMetadata.BODY,
                        Answer.plain(
                                200,
                                ClientInformation.Managed.class,
                                "A client replaces what it is registered with (RFC 7592)"),
                        this::change)
                .limitedByAddress(Counting.CALLS));
        to.route(route(
                        HttpMethod.DELETE,
                        CLIENT,
                        RequestBody.NONE,
                        Answer.empty("A client takes itself away (RFC 7592)"),
                        this::delete)
                .limitedByAddress(Counting.FAILURES));
    }

    private static <B> Route<B> route(
            HttpMethod method, String path, RequestBody<B> body, Answer answer, Route.Handler<B> handler) {
        return new Route<>(method, path, new Access.Visitor(), body, answer, handler)
                .tellingErrors(ClientRoutes::render)
                .sharedWith(Sharing.CLIENTS);
    }

    private Future<Reply> register(Call<ClientMetadata> call) {
        return registrations
                .byItself(call.tenant(), call.actor(), call.body(), token(call))
                .map(done -> Reply.json(
                        201,
                        told(
                                call.tenant(),
                                ClientInformation.of(done),
                                done.registrationToken().orElseThrow().reveal())));
    }

    private Future<Reply> read(Call<Nothing> call) {
        return managed(call)
                .map(client -> Reply.json(
                        200,
                        told(
                                call.tenant(),
                                ClientInformation.of(client),
                                token(call).orElseThrow())));
    }

    private Future<Reply> change(Call<ClientMetadata> call) {
        return managed(call)
                .compose(client -> registrations.changeByItself(call.tenant(), call.actor(), client, call.body()))
                .map(done -> done.orElseThrow(RegistrationRoutes::stranger))
                .map(done -> Reply.json(
                        200,
                        told(
                                call.tenant(),
                                ClientInformation.of(done),
                                token(call).orElseThrow())));
    }

    private Future<Reply> delete(Call<Nothing> call) {
        return managed(call)
                .compose(client ->
                        registrations.delete(call.tenant(), call.actor().as(client.asking(Set.of())), client.id()))
                .map(deleted -> new Reply(204, List.of(), Buffer.buffer()));
    }

    /** The same answer for a wrong token, another client's, and a client that there is not (RFC 7592, section 3). */
    private Future<Client> managed(Call<?> call) {
        var token = token(call)
                .orElseThrow(() -> new AppException(
                        ErrorCode.UNAUTHENTICATED, "This needs the client's registration access token"));
        return clients.managed(call.tenant(), call.path("client_id"), token)
                .map(found -> found.orElseThrow(RegistrationRoutes::stranger));
    }

    private static AppException stranger() {
        return new AppException(
                ErrorCode.INVALID_TOKEN, "The registration access token is not valid or is not this client's");
    }

    private ClientInformation.Managed told(
            TenantContext tenant, ClientInformation information, String registrationToken) {
        return new ClientInformation.Managed(
                information, registrationToken, issuers.of(tenant) + REGISTER + "/" + information.clientId());
    }

    /** The bearer token of RFC 6750, section 2.1; in the header only. */
    private static Optional<String> token(Call<?> call) {
        if (!call.query().isEmpty()) {
            throw new OAuthException(OAuthError.INVALID_REQUEST, "Nothing belongs into the query here");
        }
        var headers = call.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        var header = headers.get(0);
        if (headers.size() > 1 || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw new AppException(ErrorCode.INVALID_TOKEN, "Send one bearer token");
        }
        return Optional.of(header.substring(BEARER.length()).strip());
    }
}

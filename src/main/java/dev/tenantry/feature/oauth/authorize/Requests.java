package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.oauth.authorize.request.AuthorizationRefused;
import dev.tenantry.feature.oauth.authorize.request.AuthorizationRequest;
import dev.tenantry.feature.oauth.authorize.request.Destination;
import dev.tenantry.feature.oauth.authorize.request.Parameters;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.function.Function;

/** Proves a request from its parameters: first the client and its address, then, telling that address, everything else. */
public final class Requests {
    private static final String CLIENT_ID = "client_id";
    private final Clients clients;
    private final Answers answers;

    public Requests(Clients clients, Answers answers) {
        this.clients = clients;
        this.answers = answers;
    }

    Answers answers() {
        return answers;
    }

    /** Does the work if the request is sound; what is refused then or by the work is told to the client. */
    Future<Reply> proved(
            TenantContext tenant, Parameters parameters, Function<AuthorizationRequest, Future<Reply>> work) {
        if (parameters.repeated().contains(CLIENT_ID)) {
            return Future.failedFuture(unknown("The request names two applications"));
        }
        return parameters
                .get(CLIENT_ID)
                .map(id -> clients.find(tenant, id))
                .orElseGet(() -> Future.failedFuture(unknown("The request does not say which application it is for")))
                .map(found -> found.orElseThrow(
                        () -> unknown("The application that sent you here is not known to this tenant")))
                .compose(client -> told(tenant, client, Destination.of(client, parameters), parameters, work));
    }

    private Future<Reply> told(
            TenantContext tenant,
            Client client,
            Destination destination,
            Parameters parameters,
            Function<AuthorizationRequest, Future<Reply>> work) {
        return Future.succeededFuture()
                .map(start -> AuthorizationRequest.checked(client, destination, parameters))
                .compose(work)
                .recover(failure -> failure instanceof AuthorizationRefused refused
                        ? Future.succeededFuture(answers.refused(tenant, destination, refused))
                        : Future.failedFuture(failure));
    }

    private static AppException unknown(String why) {
        return new AppException(ErrorCode.INVALID_INPUT, why);
    }
}

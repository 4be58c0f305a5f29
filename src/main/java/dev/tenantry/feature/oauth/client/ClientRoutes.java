package dev.tenantry.feature.oauth.client;

import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.RequestBody;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.security.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** Client registration in the shape of RFC 7591, by a signed-in owner or admin. */
public final class ClientRoutes {
    private static final Permission REGISTER = Permission.admin("oauth.client.register", Role.ADMIN);
    private final Clients clients;

    public ClientRoutes(Clients clients) {
        this.clients = clients;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(
                        HttpMethod.POST,
                        "/oauth/client/register",
                        new Access.RequirePermission(REGISTER, true),
                        RequestBody.json(ClientRegistration.class),
                        this::register)
                .tellingErrors(ClientRoutes::render));
    }

    private Future<Reply> register(Call<ClientRegistration> call) {
        var wanted = call.body();
        return clients.register(call.tenant(), wanted).map(done -> {
            var client = done.client();
            return Reply.json(
                    201,
                    new Registration(
                            client.id().wire(),
                            done.secret().reveal(),
                            client.createdAt().getEpochSecond(),
                            0,
                            client.name(),
                            client.grantTypes().stream()
                                    .sorted()
                                    .map(GrantType::wire)
                                    .toList(),
                            Scope.format(client.scopes()),
                            wanted.authMethod()));
        });
    }

    /** RFC 7591, section 3.2.2: what is wrong with the metadata is {@code invalid_client_metadata}. */
    private static Reply render(Throwable failure, String requestId) {
        var metadata = failure instanceof AppException known
                && !(known instanceof OAuthException)
                && known.code() == ErrorCode.INVALID_INPUT;
        return OAuthError.render(
                metadata
                        ? new OAuthException(OAuthError.INVALID_CLIENT_METADATA, described((AppException) failure))
                        : failure,
                requestId);
    }

    private static String described(AppException failure) {
        return failure.details().stream()
                .findFirst()
                .map(detail -> detail.field() + " " + detail.problem())
                .orElse(failure.text());
    }

    /** RFC 7591, section 3.2.1; {@code client_secret_expires_at} 0 means never. */
    private record Registration(
            String clientId,
            String clientSecret,
            long clientIdIssuedAt,
            long clientSecretExpiresAt,
            String clientName,
            List<String> grantTypes,
            String scope,
            String tokenEndpointAuthMethod) {}
}

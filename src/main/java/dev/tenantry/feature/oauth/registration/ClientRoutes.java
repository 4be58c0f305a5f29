package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Role;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/** Client registration in the shape of RFC 7591, by a signed-in owner or admin. */
public final class ClientRoutes {
    private static final Permission REGISTER = Permission.admin("oauth.client.register", Role.ADMIN);
    private final Registrations registrations;

    public ClientRoutes(Registrations registrations) {
        this.registrations = registrations;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(
                        HttpMethod.POST,
                        "/oauth/client/register",
                        new Access.RequirePermission(REGISTER, true),
                        ClientMetadata.BODY,
                        this::register)
                .tellingErrors(ClientRoutes::render));
    }

    private Future<Reply> register(Call<ClientMetadata> call) {
        return registrations
                .byMember(call.tenant(), call.body())
                .map(done -> Reply.json(201, ClientInformation.of(done)));
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

package dev.tenantry.feature.oauth.client;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;

/** The clients of each tenant. */
public final class Clients {
    private final ControlDatabase database;
    private final ClientRepository rows = new ClientRepository();
    private final Buffer noHash = Buffer.buffer(new byte[32]);

    public Clients(ControlDatabase database) {
        this.database = database;
    }

    /** A new client and its secret, which is shown this once. */
    record Registered(Client client, Secret secret) {}

    Future<Registered> register(TenantContext tenant, ClientRegistration wanted) {
        var secret = OpaqueToken.CLIENT_SECRET.mint();
        return rows.insert(
                        database.of(tenant),
                        UuidV7.next(),
                        wanted.name(),
                        OpaqueToken.hash(secret.reveal()),
                        wanted.grants(),
                        wanted.scopes())
                .map(stored -> new Registered(stored.orElseThrow().client(), secret));
    }

    /** Fails with {@code invalid_client}, the same for an unknown client and for a wrong secret. */
    public Future<Client> authenticate(TenantContext tenant, ClientCredentials credentials) {
        return find(tenant, credentials.clientId()).map(found -> {
            var expected = found.map(ClientRepository.Stored::secretHash).orElse(noHash);
            var right = MessageDigest.isEqual(expected.getBytes(), OpaqueToken.hash(credentials.clientSecret()));
            return found.filter(stored -> right)
                    .orElseThrow(ClientCredentials::unknown)
                    .client();
        });
    }

    private Future<Optional<ClientRepository.Stored>> find(TenantContext tenant, String clientId) {
        try {
            return rows.byId(database.of(tenant), UUID.fromString(clientId));
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(Optional.empty());
        }
    }
}

package dev.tenantry.feature.oauth.client;

import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Optional;

/** The clients of each tenant. */
public final class Clients {
    private final ControlDatabase database;
    private final ClientRepository rows = new ClientRepository();
    private final BuiltInClients builtIn;
    private final Buffer noHash = Buffer.buffer(new byte[32]);

    /** @param frontend the public address of the web pages */
    public Clients(ControlDatabase database, URI frontend) {
        this.database = database;
        this.builtIn = new BuiltInClients(frontend);
    }

    /** A new client and its secret, which is shown this once. */
    record Registered(Client client, Secret secret) {}

    Future<Registered> register(TenantContext tenant, ClientRegistration wanted) {
        var secret = OpaqueToken.CLIENT_SECRET.mint();
        var client = wanted.client(new ClientId(UuidV7.next()));
        var hash = Buffer.buffer(OpaqueToken.hash(secret.reveal()));
        return rows.insert(
                        database.of(tenant), new ClientRepository.Stored(client, Optional.of(hash), Optional.empty()))
                .map(new Registered(client, secret));
    }

    /** The client of that id; of a built-in one, its row is there when the Future succeeds. */
    public Future<Optional<Client>> find(TenantContext tenant, String clientId) {
        return ClientId.parse(clientId)
                .map(id -> stored(tenant, id))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> found.map(ClientRepository.Stored::client));
    }

    /** Fails with {@code invalid_client}, the same for an unknown client and for a wrong secret. */
    public Future<Client> authenticate(TenantContext tenant, ClientCredentials credentials) {
        return ClientId.parse(credentials.clientId())
                .map(id -> stored(tenant, id))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> {
                    var expected =
                            found.flatMap(ClientRepository.Stored::secretHash).orElse(noHash);
                    var right =
                            MessageDigest.isEqual(expected.getBytes(), OpaqueToken.hash(credentials.clientSecret()));
                    return found.filter(stored -> right)
                            .orElseThrow(ClientCredentials::unknown)
                            .client();
                });
    }

    private Future<Optional<ClientRepository.Stored>> stored(TenantContext tenant, ClientId id) {
        var sql = database.of(tenant);
        var known = builtIn.find(id);
        return rows.byId(sql, id).compose(found -> {
            if (known.isEmpty()) {
                return Future.succeededFuture(found);
            }
            var stored = new ClientRepository.Stored(known.get(), Optional.empty(), Optional.empty());
            return found.isPresent()
                    ? Future.succeededFuture(Optional.of(stored))
                    : rows.insert(sql, stored).map(Optional.of(stored));
        });
    }
}

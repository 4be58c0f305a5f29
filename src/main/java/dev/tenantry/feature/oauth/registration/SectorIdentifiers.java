package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.platform.outbound.Outbound;
import dev.tenantry.platform.outbound.OutboundException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The list of addresses that a client says it shares with others (OpenID Connect Dynamic Client Registration 1.0, section 5). */
public final class SectorIdentifiers {
    private final Outbound outbound;

    public SectorIdentifiers(Outbound outbound) {
        this.outbound = outbound;
    }

    /** The client itself, when its {@code sector_identifier_uri} lists all its addresses, or it has none. */
    Future<Client> checked(Client client) {
        if (!(client.shown().get("sector_identifier_uri") instanceof String uri)) {
            return Future.succeededFuture(client);
        }
        return outbound.get(URI.create(uri))
                .recover(failure -> Future.failedFuture(
                        failure instanceof OutboundException
                                ? ClientRegistration.refused("sector_identifier_uri cannot be fetched")
                                : failure))
                .map(body -> {
                    if (!listed(body).containsAll(client.redirectUris())) {
                        throw ClientRegistration.refused("sector_identifier_uri does not list every redirect URI");
                    }
                    return client;
                });
    }

    private static Set<Object> listed(Buffer body) {
        try {
            List<?> listed = new JsonArray(body).getList();
            return new HashSet<>(listed);
        } catch (DecodeException e) {
            throw ClientRegistration.refused("sector_identifier_uri is no JSON array");
        }
    }
}

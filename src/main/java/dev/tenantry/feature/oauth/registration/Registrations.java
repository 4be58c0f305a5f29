package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.oauth.client.Clients.Registered;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Instant;

/** Registering clients and changing them. */
public final class Registrations {
    private final ControlDatabase database;
    private final Clients clients;

    public Registrations(ControlDatabase database, Clients clients) {
        this.database = database;
        this.clients = clients;
    }

    /** By a signed-in owner or admin. */
    Future<Registered> byMember(TenantContext tenant, ClientMetadata asked) {
        var client = ClientRegistration.read(asked, Terms.ofMember(), new ClientId(UuidV7.next()), Instant.now());
        return clients.register(database.of(tenant), client);
    }
}

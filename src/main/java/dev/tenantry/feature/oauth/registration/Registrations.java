package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.oauth.client.Clients.Registered;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/** Registering clients and changing them, by the tenant's people and by the clients themselves. */
public final class Registrations {
    private final ControlDatabase database;
    private final Clients clients;
    private final RegistrationDoor door;
    private final SectorIdentifiers sectors;

    public Registrations(ControlDatabase database, Clients clients, RegistrationDoor door, SectorIdentifiers sectors) {
        this.database = database;
        this.clients = clients;
        this.door = door;
        this.sectors = sectors;
    }

    /**
     * By a signed-in member.
     *
     * @param asAdmin whether they may do all that an admin may
     */
    Future<Registered> byMember(TenantContext tenant, ClientMetadata asked, boolean asAdmin) {
        return sectors.checked(ClientRegistration.read(asked, Terms.ofMember(asAdmin), newId(), Instant.now()))
                .compose(client -> database.of(tenant).transaction(sql -> clients.register(tenant, sql, client)));
    }

    /** By whoever shows that initial access token, or none (RFC 7591, section 3). Only a client that comes to be uses it up. */
    Future<Registered> byItself(TenantContext tenant, ClientMetadata asked, Optional<String> initialToken) {
        return door.admit(tenant, initialToken)
                .map(policy -> ClientRegistration.read(asked, Terms.of(policy), newId(), Instant.now()))
                .compose(sectors::checked)
                .compose(client -> database.of(tenant)
                        .transaction(sql ->
                                door.use(sql, initialToken).compose(used -> clients.register(tenant, sql, client))));
    }

    /** By a signed-in member, as {@link #byMember}. */
    Future<Registered> changeByMember(TenantContext tenant, Client client, ClientMetadata asked, boolean asAdmin) {
        return replace(tenant, client, asked, Terms.ofMember(asAdmin), true)
                .map(changed -> changed.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)));
    }

    /** By the client itself, which may ask for what a new one might (RFC 7592, section 2.2). */
    Future<Optional<Registered>> changeByItself(TenantContext tenant, Client client, ClientMetadata asked) {
        if (asked.hasWhatOnlyTheServerSays()) {
            throw ClientRegistration.refused("Leave out what only the server says: registration_access_token,"
                    + " registration_client_uri, client_secret_expires_at, client_id_issued_at");
        }
        if (!client.id().wire().equals(asked.clientId())) {
            throw ClientRegistration.refused("client_id must be the client's own");
        }
        return Optional.ofNullable(asked.clientSecret())
                .map(secret -> clients.hasSecret(tenant, client.id(), secret))
                .orElseGet(() -> Future.succeededFuture(true))
                .map(right -> {
                    if (!right) {
                        throw ClientRegistration.refused("client_secret must be the client's own, or be left out");
                    }
                    return right;
                })
                .compose(right -> door.policy(tenant))
                .compose(policy -> replace(tenant, client, asked, Terms.of(policy), false));
    }

    private Future<Optional<Registered>> replace(
            TenantContext tenant, Client client, ClientMetadata asked, Terms terms, boolean byMember) {
        return sectors.checked(ClientRegistration.read(asked, terms, client.id(), client.createdAt()))
                .compose(changed -> clients.replace(tenant, changed, byMember));
    }

    private static ClientId newId() {
        return new ClientId(UuidV7.next());
    }
}

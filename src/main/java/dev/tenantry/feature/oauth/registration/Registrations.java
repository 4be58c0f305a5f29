package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.oauth.client.Clients.Registered;
import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.audit.Happening;
import dev.tenantry.platform.audit.Trail;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Registering clients and changing them, by the tenant's people and by the clients themselves. */
public final class Registrations {
    private final ControlDatabase database;
    private final Clients clients;
    private final RegistrationDoor door;
    private final SectorIdentifiers sectors;
    private final Trail trail;

    public Registrations(
            ControlDatabase database, Clients clients, RegistrationDoor door, SectorIdentifiers sectors, Trail trail) {
        this.database = database;
        this.clients = clients;
        this.door = door;
        this.sectors = sectors;
        this.trail = trail;
    }

    /**
     * By a signed-in member.
     *
     * @param asAdmin whether they may do all that an admin may
     */
    Future<Registered> byMember(TenantContext tenant, Actor by, ClientMetadata asked, boolean asAdmin) {
        return sectors.checked(ClientRegistration.read(asked, Terms.ofMember(asAdmin), newId(), Instant.now()))
                .compose(client -> database.of(tenant)
                        .transaction(sql -> clients.register(tenant, sql, client)
                                .compose(done -> told(tenant, by, "client.registered", client)
                                        .apply(sql)
                                        .map(done))));
    }

    /** What the trail is told of a change, in its transaction. */
    private Function<Sql, Future<Void>> told(TenantContext tenant, Actor by, String action, Client client) {
        return sql -> trail.write(
                sql,
                tenant,
                by,
                Happening.of(action, client.id().value())
                        .with("name", client.name())
                        .with("scope", Scope.format(client.scopes())));
    }

    /** By whoever shows that initial access token, or none (RFC 7591, section 3). Only a client that comes to be uses it up. */
    Future<Registered> byItself(TenantContext tenant, Actor by, ClientMetadata asked, Optional<String> initialToken) {
        return door.admit(tenant, initialToken)
                .map(policy -> ClientRegistration.read(asked, Terms.of(policy), newId(), Instant.now()))
                .compose(sectors::checked)
                .compose(client -> database.of(tenant)
                        .transaction(sql -> door.use(sql, initialToken)
                                .compose(used -> clients.register(tenant, sql, client))
                                .compose(done -> told(tenant, by, "client.registered", client)
                                        .apply(sql)
                                        .map(done))));
    }

    /** By a signed-in member, as {@link #byMember}. */
    Future<Registered> changeByMember(
            TenantContext tenant, Actor by, Client client, ClientMetadata asked, boolean asAdmin) {
        return replace(tenant, by, client, asked, Terms.ofMember(asAdmin))
                .map(changed -> changed.orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)));
    }

    /** By the client itself, which may ask for what a new one might (RFC 7592, section 2.2). */
    Future<Optional<Registered>> changeByItself(TenantContext tenant, Actor by, Client client, ClientMetadata asked) {
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
                .compose(policy -> replace(tenant, by.as(client.asking(Set.of())), client, asked, Terms.of(policy)));
    }

    private Future<Optional<Registered>> replace(
            TenantContext tenant, Actor by, Client client, ClientMetadata asked, Terms terms) {
        var byMember = by.principal()
                .filter(who -> !who.id().equals(client.id().value()))
                .isPresent();
        return sectors.checked(ClientRegistration.read(asked, terms, client.id(), client.createdAt()))
                .compose(changed ->
                        clients.replace(tenant, changed, byMember, told(tenant, by, "client.changed", changed)));
    }

    /** By a signed-in owner or admin; empty for a client that has no secret. */
    Future<Optional<Secret>> renewSecret(TenantContext tenant, Actor by, Client client) {
        return clients.renewSecret(tenant, client.id(), told(tenant, by, "client.secret_renewed", client));
    }

    /** Whether there was such a client. */
    Future<Boolean> delete(TenantContext tenant, Actor by, ClientId id) {
        return clients.delete(
                tenant, id, sql -> trail.write(sql, tenant, by, Happening.of("client.deleted", id.value())));
    }

    private static ClientId newId() {
        return new ClientId(UuidV7.next());
    }
}

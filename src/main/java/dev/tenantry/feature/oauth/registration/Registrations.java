package dev.tenantry.feature.oauth.registration;

import dev.tenantry.feature.oauth.client.AuthMethod;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.oauth.client.Clients.Registered;
import dev.tenantry.feature.oauth.client.GrantType;
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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
                                .compose(done ->
                                        tellRegistered(sql, tenant, by, client).map(done))));
    }

    private Future<Void> tellRegistered(Sql sql, TenantContext tenant, Actor by, Client client) {
        return trail.write(sql, tenant, by, happened("client.registered", client, told(client)));
    }

    /** The new values, and under {@code before} what those were that have changed: null where there was none. */
    private Future<Void> tellChanged(Sql sql, TenantContext tenant, Actor by, Client before, Client after) {
        var is = told(after);
        var was = told(before);
        var differing = new JsonObject();
        Stream.concat(was.fieldNames().stream(), is.fieldNames().stream())
                .filter(field -> !Objects.equals(was.getValue(field), is.getValue(field)))
                .forEach(field -> differing.put(field, was.getValue(field)));
        return trail.write(sql, tenant, by, happened("client.changed", after, is.put("before", differing)));
    }

    private static Happening happened(String action, Client client, JsonObject changes) {
        return new Happening(action, "client", client.id().value().toString(), changes);
    }

    /** What decides who gets which tokens by the client, and never a secret. */
    private static JsonObject told(Client client) {
        var rules = client.rules();
        var fields = new JsonObject()
                .put("name", client.name())
                .put(
                        "grant_types",
                        new JsonArray(client.grantTypes().stream()
                                .sorted()
                                .map(GrantType::wire)
                                .toList()))
                .put("redirect_uris", new JsonArray(client.redirectUris()))
                .put("scope", Scope.format(client.scopes()))
                .put(
                        "token_endpoint_auth_method",
                        rules.authMethod()
                                .orElse(AuthMethod.CLIENT_SECRET_BASIC)
                                .wire())
                .put("first_party", rules.firstParty())
                .put("resource_server", rules.resourceServer())
                .put("require_pkce", rules.requirePkce());
        rules.accessTokenLifetime().ifPresent(set -> fields.put("access_token_lifetime", set.toSeconds()));
        rules.refreshTokenLifetime().ifPresent(set -> fields.put("refresh_token_lifetime", set.toSeconds()));
        return fields;
    }

    /** By whoever shows that initial access token, or none (RFC 7591, section 3). Only a client that comes to be uses it up. */
    Future<Registered> byItself(TenantContext tenant, Actor by, ClientMetadata asked, Optional<String> initialToken) {
        return door.admit(tenant, initialToken)
                .map(policy -> ClientRegistration.read(asked, Terms.of(policy), newId(), Instant.now()))
                .compose(sectors::checked)
                .compose(client -> database.of(tenant)
                        .transaction(sql -> door.use(sql, initialToken)
                                .compose(used -> clients.register(tenant, sql, client))
                                .compose(done ->
                                        tellRegistered(sql, tenant, by, client).map(done))));
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
                .compose(changed -> clients.replace(
                        tenant, changed, byMember, (sql, before) -> tellChanged(sql, tenant, by, before, changed)));
    }

    /** By a signed-in owner or admin; empty for a client that has no secret. */
    Future<Optional<Secret>> renewSecret(TenantContext tenant, Actor by, Client client) {
        return clients.renewSecret(
                tenant,
                client.id(),
                sql -> trail.write(
                        sql,
                        tenant,
                        by,
                        Happening.of("client.secret_renewed", client.id().value())
                                .with("name", client.name())
                                .with("scope", Scope.format(client.scopes()))));
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

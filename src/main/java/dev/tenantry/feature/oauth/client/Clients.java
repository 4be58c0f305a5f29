package dev.tenantry.feature.oauth.client;

import dev.tenantry.feature.oauth.protocol.ClientId;
import dev.tenantry.platform.config.LimitsConfig.Limit;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.quota.Attempts;
import dev.tenantry.platform.revocation.Remembered;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.revocation.Revoking;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The clients of each tenant. */
public final class Clients {
    /** Nobody's: what can be no id is looked up as well, so that it takes as long. */
    private static final ClientId NOBODY = new ClientId(new UUID(0, 0));

    // A client is some hundred bytes, and one that asks rarely need not be remembered.
    private static final int REMEMBERED = 20_000;

    private final ControlDatabase database;
    private final RevocationFeed feed;
    private final Remembered<Key, ClientRepository.Stored> seen;
    private final ClientRepository rows = new ClientRepository();
    private final RegisteredOrigins origins;
    private final BuiltInClients builtIn;
    private final Attempts attempts;
    private final Limit limit;
    private final Buffer noHash = Buffer.buffer(new byte[32]);

    private record Key(TenantId tenant, ClientId client) {}

    /**
     * @param frontend the public address of the web pages
     * @param limit wrong secrets for one client
     */
    public Clients(
            ControlDatabase database,
            RegisteredOrigins origins,
            RevocationFeed feed,
            Optional<URI> frontend,
            Attempts attempts,
            Limit limit) {
        this.database = database;
        this.origins = origins;
        this.feed = feed;
        this.builtIn = new BuiltInClients(frontend);
        this.attempts = attempts;
        this.limit = limit;
        this.seen = new Remembered<>(feed, REMEMBERED);
        feed.listen(revoked -> {
            switch (revoked.kind()) {
                case CLIENT, REGISTRATION -> seen.forget(new ClientId(revoked.subject()));
                default -> {}
            }
        });
    }

    /**
     * A client and what it proves itself with, which is shown this once.
     *
     * @param secret empty for a public client, and where the secret stays the one there was
     * @param registrationToken what a client that registered itself manages itself with (RFC 7592, section 3)
     */
    public record Registered(Client client, Optional<Secret> secret, Optional<Secret> registrationToken) {}

    /** The clients that every tenant has, in the transaction that makes the tenant. */
    public Future<Void> addBuiltIn(Sql sql) {
        return Future.all(builtIn.all().stream()
                        .map(client -> rows.insert(
                                sql, new ClientRepository.Stored(client, Optional.empty(), Optional.empty())))
                        .toList())
                .mapEmpty();
    }

    /** A new client, in the caller's transaction. */
    public Future<Registered> register(TenantContext tenant, Sql sql, Client client) {
        var secret =
                client.rules().isPublic() ? Optional.<Secret>empty() : Optional.of(OpaqueToken.CLIENT_SECRET.mint());
        var token = client.origin() == Client.Origin.DYNAMIC
                ? Optional.of(OpaqueToken.REGISTRATION_TOKEN.mint())
                : Optional.<Secret>empty();
        var stored = new ClientRepository.Stored(client, secret.map(Clients::hash), token.map(Clients::hash));
        return rows.insert(sql, stored)
                .compose(inserted -> origins.set(sql, tenant, client))
                .map(new Registered(client, secret, token));
    }

    /**
     * The client of that id becomes this one. Its secret stays; one that was public and is no longer gets one, and one that
     * has become public has none any more. Empty when there is none. Under another name or with other redirect URIs its
     * people are asked anew.
     *
     * @param byMember from then on it does not change itself any more
     * @param also what else belongs into the transaction, of the client as it was until then
     */
    public Future<Optional<Registered>> replace(
            TenantContext tenant, Client client, boolean byMember, BiFunction<Sql, Client, Future<Void>> also) {
        var secret = OpaqueToken.CLIENT_SECRET.mint();
        return feed.revoking(
                        tenant,
                        revoking -> rows.hold(revoking.sql(), client.id())
                                .compose(held -> held.isEmpty()
                                        ? Future.succeededFuture(Optional.<Boolean>empty())
                                        : replaced(tenant, revoking, client, hash(secret), byMember)
                                                .compose(found -> also.apply(revoking.sql(), held.get())
                                                        .map(found))))
                .map(found -> found.map(
                        fresh -> new Registered(client, Optional.of(secret).filter(made -> fresh), Optional.empty())));
    }

    private Future<Optional<Boolean>> replaced(
            TenantContext tenant, Revoking revoking, Client client, Buffer secretHash, boolean byMember) {
        var sql = revoking.sql();
        return rows.forgetConsents(sql, client)
                .compose(forgotten -> rows.update(sql, client, secretHash, byMember))
                .compose(found -> origins.set(sql, tenant, client)
                        .compose(set -> revoking.tell(
                                Revoked.Kind.REGISTRATION, client.id().value()))
                        .map(found));
    }

    /**
     * Another secret in the place of the one there was, which is worth nothing at once. Empty for a client without one.
     *
     * @param also what else belongs into the transaction
     */
    public Future<Optional<Secret>> renewSecret(TenantContext tenant, ClientId id, Function<Sql, Future<Void>> also) {
        var secret = OpaqueToken.CLIENT_SECRET.mint();
        return feed.revoking(
                tenant,
                revoking -> rows.updateSecret(revoking.sql(), id, hash(secret))
                        .compose(changed -> changed == 1
                                ? revoking.tell(Revoked.Kind.REGISTRATION, id.value())
                                        .compose(told -> also.apply(revoking.sql()))
                                        .map(Optional.of(secret))
                                : Future.succeededFuture(Optional.empty())));
    }

    /**
     * The client, its codes and all its tokens, on every node. Whether there was one.
     *
     * @param also what else belongs into the transaction
     */
    public Future<Boolean> delete(TenantContext tenant, ClientId id, Function<Sql, Future<Void>> also) {
        return feed.revoking(
                tenant,
                revoking -> rows.delete(revoking.sql(), id)
                        .compose(deleted -> deleted == 0
                                ? Future.succeededFuture(false)
                                : revoking.tell(Revoked.Kind.CLIENT, id.value())
                                        .compose(told -> also.apply(revoking.sql()))
                                        .map(true)));
    }

    /** Those that somebody has registered, the newest first. */
    public Future<List<Client>> page(TenantContext tenant, Page.Wanted wanted) {
        return rows.page(database.of(tenant), wanted.before(), wanted.fetch());
    }

    /** How many somebody has registered. */
    public Future<Long> count(TenantContext tenant) {
        return rows.count(database.of(tenant));
    }

    /** The client of that id that somebody has registered. */
    public Future<Optional<Client>> registered(TenantContext tenant, ClientId id) {
        return rows.byId(database.of(tenant), id)
                .map(found -> found.map(ClientRepository.Stored::client)
                        .filter(client -> client.origin() != Client.Origin.BUILT_IN));
    }

    /** The client that manages itself with that token; empty when it is another's, whether or not there is such a client. */
    public Future<Optional<Client>> managed(TenantContext tenant, String clientId, String registrationToken) {
        return rows.byId(database.of(tenant), ClientId.parse(clientId).orElse(NOBODY))
                .map(found -> found.filter(stored -> isHashOf(stored.registrationTokenHash(), registrationToken))
                        .map(ClientRepository.Stored::client));
    }

    /** Whether that is the client's secret. */
    public Future<Boolean> hasSecret(TenantContext tenant, ClientId id, String secret) {
        return rows.byId(database.of(tenant), id)
                .map(found -> isHashOf(found.flatMap(ClientRepository.Stored::secretHash), secret));
    }

    /** The client of that id; of a built-in one, its row is there when the Future succeeds. */
    public Future<Optional<Client>> find(TenantContext tenant, String clientId) {
        return ClientId.parse(clientId)
                .map(id -> stored(tenant, id))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> found.map(ClientRepository.Stored::client));
    }

    /**
     * Fails with {@code invalid_client}, the same for an unknown client, a wrong secret and a way that is not its own; after
     * too many of them with {@code RATE_LIMITED}, while whoever has the secret goes on. Memory lets in and never refuses: a
     * refusal takes as long whether or not there is such a client, and a secret that is new is good at once.
     */
    public Future<Client> authenticate(TenantContext tenant, ClientCredentials credentials) {
        var id = ClientId.parse(credentials.clientId()).orElse(NOBODY);
        var shown = OpaqueToken.hash(credentials.clientSecret());
        return seen.findGood(
                        new Key(tenant.id(), id),
                        id,
                        stored -> isProved(Optional.of(stored), credentials, shown),
                        () -> stored(tenant, id))
                .compose(found -> isProved(found, credentials, shown)
                        ? Future.succeededFuture(found.orElseThrow().client())
                        : attempts.failed(tenant, "client " + credentials.clientId(), limit)
                                .compose(counted -> Future.failedFuture(ClientCredentials.unknown())));
    }

    private boolean isProved(Optional<ClientRepository.Stored> found, ClientCredentials credentials, byte[] shownHash) {
        var right = isHash(found.flatMap(ClientRepository.Stored::secretHash), shownHash);
        return found.map(ClientRepository.Stored::client)
                .map(Client::rules)
                .filter(rules -> right || rules.isPublic())
                .filter(credentials::fit)
                .isPresent();
    }

    private boolean isHash(Optional<Buffer> hash, byte[] shown) {
        return MessageDigest.isEqual(hash.orElse(noHash).getBytes(), shown);
    }

    private boolean isHashOf(Optional<Buffer> hash, String secret) {
        return isHash(hash, OpaqueToken.hash(secret));
    }

    private static Buffer hash(Secret secret) {
        return Buffer.buffer(OpaqueToken.hash(secret.reveal()));
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

package dev.tenantry.feature.access.key;

import dev.tenantry.feature.access.Decisions;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.body.Page;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.security.Permission;
import dev.tenantry.platform.security.Permissions;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Role;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.sql.Sql;
import dev.tenantry.platform.sql.UuidV7;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Making keys, looking at them, and taking them away, which every node knows within a second. */
public final class ApiKeys {
    static final Permission READ = Permission.own("apikey.read", Scope.READ);

    /** Whatever the role: a key that has become known has to end at once. */
    static final Permission END = Permission.own("apikey.end", Scope.ADMIN);

    /** The scope is that of an administrator: an application that a person lets write must not make itself a key that outlives it. */
    static final Permission WRITE = Permission.admin("apikey.write", Role.VIEWER);

    static final Permission MANAGE = Permission.admin("apikey.manage", Role.ADMIN);
    private static final int MOST = 50;
    private final Decisions decisions;
    private final Permissions permissions;
    private final Members members;
    private final RevocationFeed feed;
    private final ApiKeyRepository rows = new ApiKeyRepository();

    public ApiKeys(Decisions decisions, Permissions permissions, Members members, RevocationFeed feed) {
        this.decisions = decisions;
        this.permissions = permissions;
        this.members = members;
        this.feed = feed;
    }

    /** A key and what it is shown as, which is not kept. */
    record Made(ApiKey key, Secret secret) {}

    /** With no scope that who asks was not let in with themselves. */
    Future<Made> make(Sql sql, TenantContext tenant, Principal by, KeyInput input) {
        if (by.kind() != Principal.Kind.PERSON) {
            throw new AppException(ErrorCode.PERMISSION_DENIED, "A service has no API keys");
        }
        if (!by.scopes().containsAll(input.scopes())) {
            throw new AppException(ErrorCode.INSUFFICIENT_SCOPE, "A key has no scope that you were not let in with");
        }
        var person = new PersonId(by.id());
        var secret = OpaqueToken.API_KEY.mint();
        return decisions
                .begin(sql, tenant, by, WRITE)
                .compose(decider -> rows.live(sql, person))
                .compose(live -> {
                    if (live >= MOST) {
                        throw new AppException(ErrorCode.CONFLICT, "A person has at most " + MOST + " API keys");
                    }
                    return rows.insert(
                            sql,
                            UuidV7.next(),
                            person,
                            input.name(),
                            OpaqueToken.hash(secret.reveal()),
                            input.scopes(),
                            input.lifetime());
                })
                .map(key -> new Made(key, secret));
    }

    /** Their own, or of whoever manages keys everybody's. */
    Future<List<ApiKey>> page(Sql sql, Principal by, Page.Wanted wanted) {
        return rows.page(sql, wanted, manages(by) ? Optional.empty() : Optional.of(new PersonId(by.id())));
    }

    /** Dead for good. Somebody else's is for whoever manages keys and holds as much as its person. */
    Future<ApiKey> delete(Sql sql, TenantContext tenant, Principal by, UUID id) {
        return rows.byId(sql, id)
                .map(found -> found.filter(key -> isOwn(by, key) || manages(by))
                        .orElseThrow(() -> new AppException(ErrorCode.NOT_FOUND)))
                .compose(key -> mayDecideOver(tenant, by, key))
                .compose(key -> rows.delete(sql, id)
                        .compose(done -> feed.tell(sql, tenant, Revoked.Kind.TOKEN, id))
                        .map(key));
    }

    private Future<ApiKey> mayDecideOver(TenantContext tenant, Principal by, ApiKey key) {
        return isOwn(by, key)
                ? Future.succeededFuture(key)
                : members.find(tenant, key.person()).map(holder -> {
                    if (holder.filter(member -> !permissions.covers(by.authority(), member.authority()))
                            .isPresent()) {
                        throw new AppException(ErrorCode.PERMISSION_DENIED, "That is above your own role");
                    }
                    return key;
                });
    }

    private static boolean isOwn(Principal by, ApiKey key) {
        return by.kind() == Principal.Kind.PERSON && key.person().value().equals(by.id());
    }

    private static boolean manages(Principal by) {
        return by.holds(MANAGE) && by.scopedFor(MANAGE);
    }
}

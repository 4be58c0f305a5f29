package dev.tenantry.feature.access.key;

import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.revocation.Remembered;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.revocation.Revoked;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.TokenVerifier;
import dev.tenantry.platform.sql.ControlDatabase;
import dev.tenantry.platform.tenancy.TenantContext;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Turns a key into its person, with the key's scopes. Everything that can change is looked at on every request, by what the
 * revocation feed keeps true: the key, its time, its person's membership and role.
 */
public final class ApiKeyVerifier implements TokenVerifier {
    private static final int LONGEST = 128;
    private final ControlDatabase database;
    private final Members members;
    private final RevocationFeed feed;
    private final Clock clock;
    private final LastUses lastUses;
    private final ApiKeyRepository rows = new ApiKeyRepository();
    private final Remembered<Shown, ApiKey> seen;

    /** Which key is shown where, without the key itself. */
    private record Shown(TenantId tenant, Buffer hash) {}

    public ApiKeyVerifier(Vertx vertx, ControlDatabase database, Members members, RevocationFeed feed, Clock clock) {
        this.database = database;
        this.members = members;
        this.feed = feed;
        this.clock = clock;
        this.lastUses = new LastUses(vertx, database, clock);
        this.seen = new Remembered<>(feed);
        // Whoever has been removed and comes back has none of the keys of before.
        feed.listen(revoked -> {
            if (revoked.kind() == Revoked.Kind.MEMBER) {
                seen.forget(new PersonId(revoked.subject()));
            }
        });
    }

    /** The same for whatever is a key; what is none is for the other one to judge. */
    public TokenVerifier orElse(TokenVerifier others) {
        return (tenant, credential) -> OpaqueToken.API_KEY.looksLike(credential)
                ? verify(tenant, credential)
                : others.verify(tenant, credential);
    }

    @Override
    public Future<Principal> verify(TenantContext tenant, String credential) {
        return find(tenant, credential)
                .map(found -> found.filter(key -> key.expiresAt().isAfter(clock.instant()))
                        .orElseThrow(ApiKeyVerifier::invalid))
                .compose(key -> feed.anyDead(tenant, List.of(key.id()))
                        .compose(dead -> dead ? Future.failedFuture(invalid()) : members.find(tenant, key.person()))
                        .map(member ->
                                member.orElseThrow(ApiKeyVerifier::invalid).asking(key.scopes(), Optional.of(key.id())))
                        .onSuccess(principal -> lastUses.used(tenant, key.id())));
    }

    private Future<Optional<ApiKey>> find(TenantContext tenant, String credential) {
        if (!OpaqueToken.API_KEY.looksLike(credential) || credential.length() > LONGEST) {
            return Future.succeededFuture(Optional.empty());
        }
        var hash = OpaqueToken.hash(credential);
        return seen.findOf(
                new Shown(tenant.id(), Buffer.buffer(hash)),
                key -> List.of(key.person()),
                () -> rows.byHash(database.of(tenant), hash));
    }

    private static AppException invalid() {
        return new AppException(ErrorCode.INVALID_TOKEN);
    }
}

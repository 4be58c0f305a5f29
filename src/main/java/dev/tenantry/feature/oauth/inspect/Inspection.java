package dev.tenantry.feature.oauth.inspect;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.oauth.protocol.Issuers;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.feature.oauth.token.AccessTokenVerifier;
import dev.tenantry.feature.oauth.token.LiveToken;
import dev.tenantry.feature.oauth.token.RefreshTokens;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.revocation.RevocationFeed;
import dev.tenantry.platform.security.OpaqueToken;
import dev.tenantry.platform.security.Principal;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What clients may know of tokens (RFC 7662) and end (RFC 7009): their own. A resource server may know every access token
 * of its tenant. The hint about the token's kind is not needed: each kind is recognised by its form.
 */
public final class Inspection {
    private final Clients clients;
    private final Members members;
    private final AccessTokenVerifier accessTokens;
    private final RefreshTokens refreshTokens;
    private final RevocationFeed feed;
    private final Issuers issuers;

    public Inspection(
            Clients clients,
            Members members,
            AccessTokenVerifier accessTokens,
            RefreshTokens refreshTokens,
            RevocationFeed feed,
            Issuers issuers) {
        this.clients = clients;
        this.members = members;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.feed = feed;
        this.issuers = issuers;
    }

    public Future<TokenState> answer(InspectQuestion question) {
        return clients.authenticate(question.tenant(), question.credentials()).compose(client -> {
            var token = question.form().require("token");
            return switch (question.wish()) {
                case INTROSPECT -> introspect(question.tenant(), confidential(client), token);
                case REVOKE -> revoke(question, client, token).map(TokenState.INACTIVE);
            };
        });
    }

    /** A public client proves nothing by its id, so that anybody could try tokens out (RFC 7662, section 4). */
    private static Client confidential(Client client) {
        if (client.rules().isPublic()) {
            throw new OAuthException(OAuthError.INVALID_CLIENT, "The client could not be authenticated");
        }
        return client;
    }

    private Future<TokenState> introspect(TenantContext tenant, Client client, String token) {
        return OpaqueToken.REFRESH_TOKEN.looksLike(token)
                ? ofRefreshToken(tenant, client, token)
                : ofAccessToken(tenant, client, token);
    }

    private Future<TokenState> ofRefreshToken(TenantContext tenant, Client client, String token) {
        return refreshTokens
                .find(tenant, client.id(), token)
                .compose(found -> found.filter(RefreshTokens.Shown::isGood)
                        .map(shown -> members.find(tenant, shown.authorization().person())
                                .map(member -> member.filter(known -> known.standing()
                                                == shown.authorization().standing())
                                        .map(known -> state(tenant, shown, known))
                                        .orElse(TokenState.INACTIVE)))
                        .orElseGet(() -> Future.succeededFuture(TokenState.INACTIVE)));
    }

    private TokenState state(TenantContext tenant, RefreshTokens.Shown shown, Member member) {
        var authorization = shown.authorization();
        return new TokenState(
                true,
                "refresh_token",
                Scope.format(authorization.scopes()),
                authorization.client().wire(),
                member.username(),
                authorization.person().value().toString(),
                issuers.of(tenant),
                null,
                null,
                shown.issuedAt().getEpochSecond(),
                shown.expiresAt().getEpochSecond());
    }

    private Future<TokenState> ofAccessToken(TenantContext tenant, Client client, String token) {
        return live(tenant, token)
                .compose(found -> found.filter(live -> client.rules().resourceServer()
                                || live.subject().client().equals(client.id()))
                        .map(live ->
                                isAlive(tenant, live).map(alive -> alive ? state(tenant, live) : TokenState.INACTIVE))
                        .orElseGet(() -> Future.succeededFuture(TokenState.INACTIVE)));
    }

    /** Memory may be half a second old; who asks here wants to know exactly. Both questions are sent before either is answered. */
    private Future<Boolean> isAlive(TenantContext tenant, LiveToken live) {
        var subject = live.subject();
        var dead = feed.anyDeadNow(tenant, List.of(live.id(), subject.client().value()));
        var going = subject.family()
                .map(family -> refreshTokens.notRevoked(tenant, family).map(Optional::isPresent))
                .orElseGet(() -> Future.succeededFuture(true));
        return dead.compose(any -> going.map(still -> still && !any));
    }

    private TokenState state(TenantContext tenant, LiveToken live) {
        var subject = live.subject();
        return new TokenState(
                true,
                "Bearer",
                Scope.format(subject.scopes()),
                subject.client().wire(),
                subject.kind() == Principal.Kind.PERSON ? live.principal().name() : null,
                subject.id().toString(),
                issuers.of(tenant),
                List.of(issuers.of(tenant)),
                live.id().toString(),
                live.issuedAt(),
                live.expiresAt());
    }

    /** A token that is none, or is over, is as good as revoked (RFC 7009, section 2.2). */
    private Future<Void> revoke(InspectQuestion question, Client client, String token) {
        var tenant = question.tenant();
        var by = question.actor().as(client.asking(Set.of()));
        return OpaqueToken.REFRESH_TOKEN.looksLike(token)
                ? refreshTokens
                        .find(tenant, token)
                        .compose(found -> found.map(shown -> {
                                    own(shown.authorization().client().equals(client.id()));
                                    return refreshTokens.revoke(
                                            tenant, by, shown.authorization().family());
                                })
                                .orElseGet(Future::succeededFuture))
                : live(tenant, token)
                        .compose(found -> found.map(live -> {
                                    own(live.subject().client().equals(client.id()));
                                    return refreshTokens.revokeAccess(tenant, by, live.id());
                                })
                                .orElseGet(Future::succeededFuture));
    }

    /** RFC 7009, section 2.1: refused, and the client is told. */
    private static void own(boolean own) {
        if (!own) {
            throw new OAuthException(OAuthError.INVALID_GRANT, "The token was issued to another client");
        }
    }

    /** Empty for what is no good access token of this tenant. */
    private Future<Optional<LiveToken>> live(TenantContext tenant, String token) {
        return accessTokens
                .live(tenant, token)
                .map(Optional::of)
                .recover(failure -> failure instanceof AppException known && known.code() == ErrorCode.INVALID_TOKEN
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }
}

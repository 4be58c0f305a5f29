package dev.tenantry.feature.oauth.inspect;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.oauth.protocol.PersonClaim;
import dev.tenantry.feature.oauth.token.AccessTokenVerifier;
import dev.tenantry.feature.oauth.token.Authorization;
import dev.tenantry.feature.oauth.token.LiveToken;
import dev.tenantry.feature.oauth.token.RefreshTokens;
import dev.tenantry.feature.oauth.token.Subject;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.security.Scope;
import dev.tenantry.platform.tenancy.TenantContext;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who the person behind an access token is, as far as the token may know (OpenID Connect Core, section 5.3). */
public final class UserInfo {
    private final AccessTokenVerifier accessTokens;
    private final RefreshTokens refreshTokens;
    private final Members members;
    private final Clients clients;

    public UserInfo(AccessTokenVerifier accessTokens, RefreshTokens refreshTokens, Members members, Clients clients) {
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.members = members;
        this.clients = clients;
    }

    Future<Claims> of(TenantContext tenant, String accessToken) {
        return accessTokens
                .live(tenant, accessToken)
                .map(LiveToken::subject)
                .map(UserInfo::forOpenId)
                .compose(subject -> authorization(tenant, subject)
                        .compose(authorization -> asked(tenant, authorization))
                        .compose(asked -> claims(tenant, subject, asked)));
    }

    private static Subject forOpenId(Subject subject) {
        if (!subject.scopes().contains(Scope.OPENID)) {
            throw new AppException(ErrorCode.INSUFFICIENT_SCOPE, "This needs the scope openid");
        }
        return subject;
    }

    private Future<Authorization> authorization(TenantContext tenant, Subject subject) {
        return subject.family()
                .map(family -> refreshTokens.notRevoked(tenant, family))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(found -> found.orElseThrow(UserInfo::invalid));
    }

    private Future<Set<PersonClaim>> asked(TenantContext tenant, Authorization authorization) {
        if (authorization.claims().isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return clients.find(tenant, authorization.client().wire())
                .map(found -> found.map(Client::scopes).orElseThrow(UserInfo::invalid))
                .map(registered -> PersonClaim.asked(authorization.claims(), "userinfo", registered));
    }

    private Future<Claims> claims(TenantContext tenant, Subject subject, Set<PersonClaim> asked) {
        var wanted = PersonClaim.of(subject.scopes());
        wanted.addAll(asked);
        return members.find(tenant, new PersonId(subject.id()))
                .map(member -> member.orElseThrow(UserInfo::invalid))
                .map(member -> Claims.of(subject, PersonClaim.about(member, wanted)));
    }

    private static AppException invalid() {
        return new AppException(ErrorCode.INVALID_TOKEN);
    }

    /** What is told: {@code sub} always, the rest as far as it was asked for and allowed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Claims(
            String sub,
            @Nullable Object name,
            @Nullable Object preferredUsername,
            @Nullable Object email,
            @Nullable Object emailVerified) {

        static Claims of(Subject subject, Map<String, Object> about) {
            return new Claims(
                    subject.id().toString(),
                    about.get(PersonClaim.NAME.wire()),
                    about.get(PersonClaim.PREFERRED_USERNAME.wire()),
                    about.get(PersonClaim.EMAIL.wire()),
                    about.get(PersonClaim.EMAIL_VERIFIED.wire()));
        }
    }
}

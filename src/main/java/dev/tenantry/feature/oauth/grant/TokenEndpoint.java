package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.grant.Grant.Decision;
import dev.tenantry.feature.oauth.grant.Grant.ForPerson;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
import dev.tenantry.feature.oauth.protocol.PersonClaim;
import dev.tenantry.feature.oauth.token.AccessTokens;
import dev.tenantry.feature.oauth.token.IdTokens;
import dev.tenantry.feature.oauth.token.Subject;
import dev.tenantry.platform.config.OAuthConfig;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.Scope;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * The phases every grant goes through, in this order: the client proves itself, it has leave to use the grant, the grant
 * decides, the person is admitted, what has to be used up is, and the tokens are written.
 */
public final class TokenEndpoint {
    private final Grants grants;
    private final Clients clients;
    private final Members members;
    private final AccessTokens accessTokens;
    private final IdTokens idTokens;
    private final OAuthConfig config;

    public TokenEndpoint(
            Grants grants,
            Clients clients,
            Members members,
            AccessTokens accessTokens,
            IdTokens idTokens,
            OAuthConfig config) {
        this.grants = grants;
        this.clients = clients;
        this.members = members;
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
        this.config = config;
    }

    public Future<TokenAnswer> answer(TokenQuestion question) {
        return clients.authenticate(question.tenant(), question.credentials())
                .map(client -> new Asking(question.tenant(), question.actor(), client, question.form(), config))
                .compose(asking ->
                        grants.of(permitted(asking)).decide(asking).compose(decision -> given(asking, decision)));
    }

    private static GrantType permitted(Asking asking) {
        var type = GrantType.ofWire(asking.form().require("grant_type"))
                .orElseThrow(() ->
                        new OAuthException(OAuthError.UNSUPPORTED_GRANT_TYPE, "This server knows no such grant_type"));
        if (!asking.client().mayUse(type)) {
            throw new OAuthException(
                    OAuthError.UNAUTHORIZED_CLIENT, "The client is not registered for this grant_type");
        }
        return type;
    }

    private Future<TokenAnswer> given(Asking asking, Decision decision) {
        return decision instanceof ForPerson person
                ? admitted(asking, person)
                        .compose(member -> person.next()
                                .apply(asking.by(member, person.scopes()))
                                .map(next -> toPerson(asking, person, member, next)))
                : Future.succeededFuture(toService(asking, decision));
    }

    /** Whatever can go wrong does so here, before a refresh token is used up. */
    private Future<Member> admitted(Asking asking, ForPerson person) {
        var authorization = person.authorization();
        return members.find(asking.tenant(), authorization.person())
                .map(member -> member.filter(known -> known.standing() == authorization.standing())
                        .orElseThrow(() -> new OAuthException(
                                OAuthError.INVALID_GRANT,
                                "The person has to sign in again, or is no longer a member")));
    }

    private TokenAnswer toPerson(Asking asking, ForPerson person, Member member, Secret refreshToken) {
        var accessToken = accessTokens.issue(
                asking.tenant(), Subject.person(person.authorization(), person.scopes()), asking.accessTokenLifetime());
        return new TokenAnswer(
                accessToken,
                asking.accessTokenLifetime(),
                Optional.of(refreshToken).filter(token -> asking.client().mayUse(GrantType.REFRESH_TOKEN)),
                Optional.of(person)
                        .filter(one -> one.scopes().contains(Scope.OPENID))
                        .map(one -> idToken(asking, one, member, accessToken)),
                person.scopes());
    }

    private Secret idToken(Asking asking, ForPerson person, Member member, Secret accessToken) {
        Client client = asking.client();
        var asked = PersonClaim.asked(person.authorization().claims(), "id_token", client.scopes());
        return idTokens.issue(
                asking.tenant(),
                new IdTokens.Content(
                        person.authorization(),
                        person.nonce(),
                        accessToken,
                        PersonClaim.about(member, asked),
                        client.rules().idTokenAlg(),
                        asking.accessTokenLifetime()));
    }

    private TokenAnswer toService(Asking asking, Decision decision) {
        var subject = Subject.service(asking.client().id(), decision.scopes());
        return new TokenAnswer(
                accessTokens.issue(asking.tenant(), subject, asking.accessTokenLifetime()),
                asking.accessTokenLifetime(),
                Optional.empty(),
                Optional.empty(),
                decision.scopes());
    }
}

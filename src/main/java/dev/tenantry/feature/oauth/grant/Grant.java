package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.token.Authorization;
import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.security.Actor;
import dev.tenantry.platform.security.Scope;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is particular to one grant type: whom the tokens are for. What the grants share stands in {@link TokenEndpoint}, and
 * none of them can forget it.
 */
interface Grant {

    GrantType type();

    /** Whom the tokens are for. The client is authenticated and may use this grant. */
    Future<Decision> decide(Asking asking);

    /** What a grant has come to. */
    sealed interface Decision {
        /** The scopes of the access token. */
        Set<Scope> scopes();
    }

    /** The client itself. It gets an access token and nothing else. */
    record ForService(Set<Scope> scopes) implements Decision {}

    /**
     * A person, who still has to be admitted.
     *
     * @param scopes for this once; the authorization may have more
     * @param nonce of the request that began it
     * @param next uses up what has to be and gives the refresh token to that member; called when nothing can go wrong any more
     */
    record ForPerson(
            Authorization authorization,
            Set<Scope> scopes,
            Optional<String> nonce,
            Function<Actor, Future<Secret>> next)
            implements Decision {}
}

package dev.tenantry.feature.oauth.authorize.request;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.feature.oauth.protocol.PersonClaim;
import dev.tenantry.platform.security.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A request that has passed every check of {@link RequestChecks}, and what it asks for. */
public record AuthorizationRequest(Client client, Destination destination, Parameters parameters) {
    static final String SCOPE = "scope";
    static final String PROMPT = "prompt";
    static final String MAX_AGE = "max_age";
    static final String CHALLENGE = "code_challenge";
    static final String CLAIMS = "claims";

    /** Throws {@link AuthorizationRefused} with the first thing that is wrong. */
    public static AuthorizationRequest checked(Client client, Destination destination, Parameters parameters) {
        RequestChecks.check(client, parameters);
        return new AuthorizationRequest(client, destination, parameters);
    }

    /** Without a wish, all that the client has registered but {@code offline_access}, which has to be asked for. */
    public Set<Scope> scopes() {
        var scopes = EnumSet.noneOf(Scope.class);
        parameters
                .get(SCOPE)
                .ifPresentOrElse(
                        text -> Arrays.stream(text.split(" "))
                                .flatMap(name -> RequestChecks.scope(name).stream())
                                .forEach(scopes::add),
                        () -> {
                            scopes.addAll(client.scopes());
                            scopes.remove(Scope.OFFLINE_ACCESS);
                        });
        // OpenID Connect Core, section 11: without a refresh token there is nothing to keep.
        if (!client.mayUse(GrantType.REFRESH_TOKEN)) {
            scopes.remove(Scope.OFFLINE_ACCESS);
        }
        return scopes;
    }

    /** What the person is asked about: the scopes, and those whose claims are asked for one by one. */
    public Set<Scope> toAllow() {
        var all = EnumSet.noneOf(Scope.class);
        all.addAll(scopes());
        all.addAll(PersonClaim.scopesOf(claims(), client.scopes()));
        return all;
    }

    public boolean wants(Prompt prompt) {
        return prompts(parameters).contains(prompt);
    }

    static Set<Prompt> prompts(Parameters parameters) {
        return parameters.get(PROMPT).stream()
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .flatMap(word -> Prompt.ofWire(word).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Prompt.class)));
    }

    /** How long ago the person may have shown who they are. */
    public Optional<Duration> maxAge() {
        return parameters
                .get(MAX_AGE)
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .or(() -> client.rules().defaultMaxAge());
    }

    public Optional<String> codeChallenge() {
        return parameters.get(CHALLENGE);
    }

    public Optional<String> nonce() {
        return parameters.get("nonce");
    }

    public Optional<String> claims() {
        return parameters.get(CLAIMS);
    }

    /** The only person that will do, if the claims name one (OpenID Connect Core, section 5.5.1). */
    public Optional<String> subject() {
        return claims().flatMap(text -> ClaimsParameter.parse(text).subject());
    }

    public Optional<String> idTokenHint() {
        return parameters.get("id_token_hint");
    }

    public Optional<String> loginHint() {
        return parameters.get("login_hint");
    }
}

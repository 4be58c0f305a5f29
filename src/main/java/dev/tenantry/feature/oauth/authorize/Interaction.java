package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.access.SessionVerifier.SignedIn;
import dev.tenantry.feature.identity.PersonId;
import dev.tenantry.feature.oauth.authorize.request.AuthorizationRefused;
import dev.tenantry.feature.oauth.authorize.request.AuthorizationRequest;
import dev.tenantry.feature.oauth.authorize.request.AuthorizeError;
import dev.tenantry.feature.oauth.authorize.request.Prompt;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.consent.Consents;
import dev.tenantry.feature.oauth.token.IdTokens;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What has to happen before a sound request is granted; the first step that wants something is what happens. */
public final class Interaction {
    private final IdTokens idTokens;
    private final Consents consents;
    private final Clock clock;
    private final List<Step> inOrder =
            List.of(this::hintedPerson, this::namedPerson, this::credentials, this::choice, this::consent);

    public Interaction(IdTokens idTokens, Consents consents, Clock clock) {
        this.idTokens = idTokens;
        this.consents = consents;
        this.clock = clock;
    }

    /** What happens next. */
    enum Next {
        /** The person shows who they are. */
        SIGN_IN,
        /** The person says what the client may do. */
        CONSENT,
        /** The client gets its code. */
        GRANT
    }

    /** Empty: this step wants nothing. Fails with {@link AuthorizationRefused} when what it wants may not be. */
    private interface Step {
        Future<Optional<Next>> take(Visit visit);
    }

    Future<Next> next(Visit visit) {
        var found = Future.succeededFuture(Optional.<Next>empty());
        for (var step : inOrder) {
            found = found.compose(known -> known.isPresent() ? Future.succeededFuture(known) : step.take(visit));
        }
        return found.map(wanted -> wanted.orElse(Next.GRANT));
    }

    /** OpenID Connect Core, section 3.1.2.1: a hint confirms who is signed in and never makes anybody another. */
    private Future<Optional<Next>> hintedPerson(Visit visit) {
        var hint = visit.request().idTokenHint();
        if (hint.isEmpty()) {
            return nothing();
        }
        return idTokens.hint(visit.tenant(), hint.get())
                .compose(known -> known.map(IdTokens.Hint::person)
                        .map(person -> only(visit, person))
                        .orElseGet(() -> visit.request().wants(Prompt.NONE) ? loginRequired() : nothing()));
    }

    private Future<Optional<Next>> namedPerson(Visit visit) {
        return visit.request()
                .subject()
                .map(subject -> visit.signedIn()
                                .filter(by ->
                                        by.member().person().value().toString().equals(subject))
                                .isPresent()
                        ? nothing()
                        : signIn(visit))
                .orElseGet(Interaction::nothing);
    }

    private static Future<Optional<Next>> only(Visit visit, PersonId person) {
        return visit.signedIn()
                        .filter(by -> by.member().person().equals(person))
                        .isPresent()
                ? nothing()
                : signIn(visit);
    }

    private Future<Optional<Next>> credentials(Visit visit) {
        var good = visit.signedIn()
                .filter(by -> visit.fresh() || (!visit.request().wants(Prompt.LOGIN) && isRecent(visit, by)))
                .isPresent();
        return good ? nothing() : signIn(visit);
    }

    private boolean isRecent(Visit visit, SignedIn by) {
        return visit.request()
                .maxAge()
                .map(age -> by.session().authenticatedAt().plus(age).isAfter(clock.instant()))
                .orElse(true);
    }

    /** Whoever is to choose sees who is signed in, and may be another. */
    private Future<Optional<Next>> choice(Visit visit) {
        return visit.request().wants(Prompt.SELECT_ACCOUNT) && !visit.fresh() ? is(Next.CONSENT) : nothing();
    }

    private Future<Optional<Next>> consent(Visit visit) {
        var request = visit.request();
        if (request.wants(Prompt.CONSENT)) {
            return is(Next.CONSENT);
        }
        if (isOwn(request.client())) {
            return nothing();
        }
        return isKnown(visit)
                .compose(known -> known
                        ? nothing()
                        : request.wants(Prompt.NONE)
                                ? refused(AuthorizeError.CONSENT_REQUIRED, "The person has not allowed that yet")
                                : is(Next.CONSENT));
    }

    /** A client that has registered itself is nobody's own, whatever else is said of it. */
    static boolean isOwn(Client client) {
        return client.rules().firstParty() && client.origin() != Client.Origin.DYNAMIC;
    }

    private Future<Boolean> isKnown(Visit visit) {
        var by = visit.signedIn();
        return by.isEmpty() || isImitable(visit.request())
                ? Future.succeededFuture(false)
                : consents.covers(
                        visit.tenant(),
                        by.get().member().person(),
                        visit.request().client(),
                        visit.request().toAllow());
    }

    /** Any program on a device may take a scheme or a port of the loopback: its person is asked (RFC 8252, section 8.6). */
    private static boolean isImitable(AuthorizationRequest request) {
        return request.client().rules().isNative()
                && !request.destination().redirectUri().startsWith("https:");
    }

    private static Future<Optional<Next>> signIn(Visit visit) {
        return visit.request().wants(Prompt.NONE) || visit.fresh() ? loginRequired() : is(Next.SIGN_IN);
    }

    private static Future<Optional<Next>> loginRequired() {
        return refused(AuthorizeError.LOGIN_REQUIRED, "The person has to sign in");
    }

    private static Future<Optional<Next>> refused(AuthorizeError error, String why) {
        return Future.failedFuture(new AuthorizationRefused(error, why));
    }

    private static Future<Optional<Next>> is(Next next) {
        return Future.succeededFuture(Optional.of(next));
    }

    private static Future<Optional<Next>> nothing() {
        return Future.succeededFuture(Optional.empty());
    }
}

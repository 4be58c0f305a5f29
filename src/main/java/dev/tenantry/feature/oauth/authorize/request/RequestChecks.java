package dev.tenantry.feature.oauth.authorize.request;

import static dev.tenantry.feature.oauth.authorize.request.AuthorizationRequest.CHALLENGE;
import static dev.tenantry.feature.oauth.authorize.request.AuthorizationRequest.CLAIMS;
import static dev.tenantry.feature.oauth.authorize.request.AuthorizationRequest.MAX_AGE;
import static dev.tenantry.feature.oauth.authorize.request.AuthorizationRequest.PROMPT;
import static dev.tenantry.feature.oauth.authorize.request.AuthorizationRequest.SCOPE;

import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.GrantType;
import dev.tenantry.platform.security.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request has to be like, one check each; the first that fails is what the client is told. */
final class RequestChecks {
    private static final List<Check> IN_ORDER = List.of(
            RequestChecks::nothingTwice,
            RequestChecks::fitsAnAddress,
            RequestChecks::noRequestObject,
            RequestChecks::noRequestUri,
            RequestChecks::responseType,
            RequestChecks::responseMode,
            RequestChecks::grantOfTheClient,
            RequestChecks::scopesKnown,
            RequestChecks::scopesOfTheClient,
            RequestChecks::challengeMethod,
            RequestChecks::challengeShape,
            RequestChecks::challengeThere,
            RequestChecks::promptsKnown,
            RequestChecks::noneStandsAlone,
            RequestChecks::maxAge,
            RequestChecks::claims);

    /** S256 of RFC 7636: SHA-256 in Base64url, which has 43 characters. */
    private static final Pattern S256 = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final Pattern SCOPE_TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final int LONGEST = 7_000;
    private static final String METHOD = "code_challenge_method";

    private RequestChecks() {}

    private interface Check {
        void on(Client client, Parameters parameters);
    }

    static void check(Client client, Parameters parameters) {
        IN_ORDER.forEach(check -> check.on(client, parameters));
    }

    private static void nothingTwice(Client client, Parameters parameters) {
        refuseIf(
                !parameters.repeated().isEmpty(),
                AuthorizeError.INVALID_REQUEST,
                "A parameter is given more than once");
    }

    /** On its way through the forms a request becomes an address again, of at most 8 KiB. */
    private static void fitsAnAddress(Client client, Parameters parameters) {
        refuseIf(parameters.encoded().length() > LONGEST, AuthorizeError.INVALID_REQUEST, "The request is too long");
    }

    private static void noRequestObject(Client client, Parameters parameters) {
        refuseIf(
                parameters.get("request").isPresent(),
                AuthorizeError.REQUEST_NOT_SUPPORTED,
                "Request objects are not supported");
    }

    private static void noRequestUri(Client client, Parameters parameters) {
        refuseIf(
                parameters.get("request_uri").isPresent(),
                AuthorizeError.REQUEST_URI_NOT_SUPPORTED,
                "Request objects are not supported");
    }

    private static void responseType(Client client, Parameters parameters) {
        var type = parameters
                .get("response_type")
                .orElseThrow(() -> new AuthorizationRefused(
                        AuthorizeError.INVALID_REQUEST, "The parameter response_type is missing"));
        refuseIf(!type.equals("code"), AuthorizeError.UNSUPPORTED_RESPONSE_TYPE, "The only response_type here is code");
    }

    private static void responseMode(Client client, Parameters parameters) {
        var known = Set.of("query", Destination.FORM_POST);
        refuseIf(
                parameters
                        .get(Destination.RESPONSE_MODE)
                        .filter(mode -> !known.contains(mode))
                        .isPresent(),
                AuthorizeError.INVALID_REQUEST,
                "response_mode may be query or form_post");
    }

    private static void grantOfTheClient(Client client, Parameters parameters) {
        refuseIf(
                !client.mayUse(GrantType.AUTHORIZATION_CODE),
                AuthorizeError.UNAUTHORIZED_CLIENT,
                "The client is not registered for authorization_code");
    }

    /** OpenID Connect Core, section 3.1.2.1, has unknown scopes ignored; RFC 6749, section 3.3, has them told. */
    private static void scopesKnown(Client client, Parameters parameters) {
        var names = scopeNames(parameters);
        refuseIf(
                names.stream().anyMatch(name -> !SCOPE_TOKEN.matcher(name).matches()),
                AuthorizeError.INVALID_SCOPE,
                "scope is no list of names with one space between them");
        refuseIf(
                !names.contains(Scope.OPENID.wire())
                        && names.stream().anyMatch(name -> scope(name).isEmpty()),
                AuthorizeError.INVALID_SCOPE,
                "A scope is not known here");
    }

    private static void scopesOfTheClient(Client client, Parameters parameters) {
        refuseIf(
                scopeNames(parameters).stream()
                        .flatMap(name -> scope(name).stream())
                        .anyMatch(scope -> !client.scopes().contains(scope)),
                AuthorizeError.INVALID_SCOPE,
                "A scope is not registered for this client");
    }

    /** RFC 7636, section 4.3: without a method it is plain, and plain proves nothing to whoever reads the request. */
    private static void challengeMethod(Client client, Parameters parameters) {
        var method = parameters.get(METHOD);
        refuseIf(
                (parameters.get(CHALLENGE).isPresent() || method.isPresent())
                        && method.filter("S256"::equals).isEmpty(),
                AuthorizeError.INVALID_REQUEST,
                "code_challenge_method has to be S256");
    }

    private static void challengeShape(Client client, Parameters parameters) {
        refuseIf(
                parameters
                        .get(CHALLENGE)
                        .filter(challenge -> !S256.matcher(challenge).matches())
                        .isPresent(),
                AuthorizeError.INVALID_REQUEST,
                "code_challenge has to be 43 characters of Base64url");
    }

    private static void challengeThere(Client client, Parameters parameters) {
        var needed = client.rules().isPublic()
                || client.rules().requirePkce()
                || parameters.get(METHOD).isPresent();
        refuseIf(
                needed && parameters.get(CHALLENGE).isEmpty(),
                AuthorizeError.INVALID_REQUEST,
                "The parameter code_challenge is missing (PKCE, RFC 7636)");
    }

    private static void promptsKnown(Client client, Parameters parameters) {
        refuseIf(
                parameters.get(PROMPT).stream()
                        .flatMap(text -> Arrays.stream(text.split(" ", -1)))
                        .anyMatch(word -> Prompt.ofWire(word).isEmpty()),
                AuthorizeError.INVALID_REQUEST,
                "prompt may hold none, login, consent, select_account");
    }

    private static void noneStandsAlone(Client client, Parameters parameters) {
        var prompts = AuthorizationRequest.prompts(parameters);
        refuseIf(
                prompts.contains(Prompt.NONE) && prompts.size() > 1,
                AuthorizeError.INVALID_REQUEST,
                "prompt=none goes with no other");
    }

    private static void maxAge(Client client, Parameters parameters) {
        refuseIf(
                parameters
                        .get(MAX_AGE)
                        .filter(text -> !SECONDS.matcher(text).matches())
                        .isPresent(),
                AuthorizeError.INVALID_REQUEST,
                "max_age has to be a number of seconds");
    }

    private static void claims(Client client, Parameters parameters) {
        refuseIf(
                parameters
                        .get(CLAIMS)
                        .filter(text -> ClaimsParameter.parse(text).demandsContextClass())
                        .isPresent(),
                AuthorizeError.UNMET_AUTHENTICATION_REQUIREMENTS,
                "No authentication context class is known here");
    }

    static Optional<Scope> scope(String name) {
        return Scope.parse(name)
                .filter(one -> one.size() == 1)
                .map(one -> one.iterator().next());
    }

    private static List<String> scopeNames(Parameters parameters) {
        return parameters.get(SCOPE).map(text -> List.of(text.split(" ", -1))).orElse(List.of());
    }

    private static void refuseIf(boolean wrong, AuthorizeError error, String why) {
        if (wrong) {
            throw new AuthorizationRefused(error, why);
        }
    }
}

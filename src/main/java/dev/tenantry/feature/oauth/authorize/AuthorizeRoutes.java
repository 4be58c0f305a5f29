package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.access.SessionVerifier.SignedIn;
import dev.tenantry.feature.oauth.authorize.request.AuthorizationRequest;
import dev.tenantry.feature.oauth.authorize.request.Parameters;
import dev.tenantry.feature.oauth.consent.Consents;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Cors.Sharing;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Parameter;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.quota.AddressLimits.Counting;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The authorization endpoint (RFC 6749, section 3.1) and the forms it shows. All addresses on the way are relative: what
 * the server is called by changes none of them.
 */
public final class AuthorizeRoutes {
    private static final String PATH = "/oauth/authorize";
    private static final String TICKET = "ticket";

    private static final String SAYS =
            "Asks a person to let a client in (RFC 6749, section 3.1; OpenID Connect Core 1.0)";
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.required("client_id", "who asks"),
            Parameter.required("response_type", "code"),
            Parameter.optional("redirect_uri", "one that is registered; may be left out when there is only one"),
            Parameter.optional("response_mode", "query or form_post"),
            Parameter.optional("scope", "names with spaces between them"),
            Parameter.optional("state", "comes back with the answer"),
            Parameter.optional("code_challenge", "RFC 7636; required unless the client is exempt"),
            Parameter.optional("code_challenge_method", "S256"),
            Parameter.optional("nonce", "goes into the ID token"),
            Parameter.optional("prompt", "none, login, consent, select_account"),
            Parameter.optional("max_age", "seconds since the person signed in"),
            Parameter.optional("login_hint", "the username to begin with"),
            Parameter.optional("id_token_hint", "of whoever is expected to be signed in"),
            Parameter.optional("claims", "claims one by one, as JSON"));
    private static final Parameter TICKETED = Parameter.required(TICKET, "of the page that the form is on");
    private static final List<Parameter> SIGN_IN = List.of(
            TICKETED, Parameter.required("username", "or the e-mail address"), Parameter.required("password", ""));
    private static final List<Parameter> CONSENT = List.of(TICKETED, Parameter.required("decision", "allow or deny"));

    /** Of the 8 KiB that a request line may have. */
    private static final int LONGEST_QUERY = 7_000;

    private final Requests requests;
    private final BrowserSessions browsers;
    private final Tickets tickets;
    private final Interaction interaction;
    private final BrowserPages pages;
    private final SignInForm signIn;
    private final ConsentForm consent;

    public AuthorizeRoutes(
            Requests requests,
            BrowserSessions browsers,
            Tickets tickets,
            Interaction interaction,
            Consents consents,
            BrowserPages pages) {
        this.requests = requests;
        this.browsers = browsers;
        this.tickets = tickets;
        this.interaction = interaction;
        this.pages = pages;
        this.signIn = new SignInForm(requests, browsers, tickets, pages);
        this.consent = new ConsentForm(requests, browsers, tickets, consents, pages);
    }

    public void contribute(Contribution to) {
        to.route(page(HttpMethod.GET, PATH, RequestBody.NONE, Answer.html(SAYS).asking(PARAMETERS), this::asked));
        to.route(page(HttpMethod.POST, PATH, Parameters.BODY.holding(PARAMETERS), Answer.html(SAYS), this::posted));
        to.route(page(
                        HttpMethod.POST,
                        "/oauth/signin",
                        Parameters.BODY.holding(SIGN_IN),
                        Answer.html("The form that a person signs in with"),
                        signIn::answered)
                .limitedByAddress(Counting.FAILURES));
        to.route(page(
                HttpMethod.POST,
                "/oauth/consent",
                Parameters.BODY.holding(CONSENT),
                Answer.html("The form that a person allows a client something with"),
                consent::answered));
    }

    private <B> Route<B> page(
            HttpMethod method, String path, RequestBody<B> body, Answer answer, Route.Handler<B> handler) {
        return new Route<>(method, path, new Access.Visitor(), body, answer, handler)
                .tellingErrors(pages::failure)
                .sharedWith(Sharing.NONE);
    }

    private Future<Reply> asked(Call<Nothing> call) {
        return answer(call, Parameters.parse(call.query()));
    }

    /** A form of another site comes without our cookies (SameSite=Lax); a GET that it is turned into comes with them. */
    private Future<Reply> posted(Call<Parameters> call) {
        var query = call.body().encoded();
        return query.length() <= LONGEST_QUERY && call.body().repeated().isEmpty()
                ? Future.succeededFuture(Answers.to("authorize?" + query))
                : answer(call, call.body());
    }

    private Future<Reply> answer(Call<?> call, Parameters sent) {
        var parameters = sent.without(TICKET);
        return requests.proved(
                call.tenant(),
                parameters,
                request -> browsers.of(call)
                        .map(signedIn -> visit(call, request, signedIn, sent.once(TICKET)))
                        .compose(visit -> interaction.next(visit).compose(next -> reply(call, visit, next))));
    }

    private Visit visit(
            Call<?> call, AuthorizationRequest request, Optional<SignedIn> signedIn, Optional<String> ticket) {
        var from = ticket.flatMap(text -> tickets.read(call.tenant(), Ticket.Kind.SIGNED_IN, text))
                .filter(read -> signedIn.filter(by -> tickets.isGood(read, ConsentForm.bearer(by.session())))
                        .isPresent())
                .filter(read -> read.content()
                        .equals(Tickets.digest(request.parameters().encoded())));
        return new Visit(
                call.tenant(), request, from.map(Ticket::id).orElseGet(UUID::randomUUID), signedIn, from.isPresent());
    }

    private Future<Reply> reply(Call<?> call, Visit visit, Interaction.Next next) {
        return switch (next) {
            case SIGN_IN -> Future.succeededFuture(signIn.show(call, visit));
            case CONSENT ->
                Future.succeededFuture(consent.show(visit, visit.signedIn().orElseThrow()));
            case GRANT ->
                requests.answers().code(call, visit.request(), visit.signedIn().orElseThrow(), visit.interaction());
        };
    }
}

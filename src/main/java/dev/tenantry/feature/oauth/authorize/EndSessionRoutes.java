package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.access.SessionVerifier.SignedIn;
import dev.tenantry.feature.oauth.authorize.BrowserPages.Policy;
import dev.tenantry.feature.oauth.authorize.request.Parameters;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.client.Clients;
import dev.tenantry.feature.oauth.token.IdTokens;
import dev.tenantry.feature.oauth.token.IdTokens.Hint;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
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
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Signing out at a client's wish (OpenID Connect RP-Initiated Logout 1.0). Only an ID token of ours for whoever is signed
 * in makes it happen at once; anybody else's wish is put to the person.
 */
public final class EndSessionRoutes {
    private static final String PATH = "/oauth/end_session";
    private static final String SAYS = "Signs a person out (OpenID Connect RP-Initiated Logout 1.0)";
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.optional("id_token_hint", "an ID token of the person"),
            Parameter.optional("client_id", "who asks"),
            Parameter.optional("post_logout_redirect_uri", "one that is registered"),
            Parameter.optional("state", "comes back with the answer"));
    private static final List<Parameter> CONFIRMATION =
            List.of(Parameter.required("ticket", "of the page that the form is on"));
    private static final int LONGEST_QUERY = 7_000;
    private final Clients clients;
    private final IdTokens idTokens;
    private final BrowserSessions browsers;
    private final Tickets tickets;
    private final BrowserPages pages;

    public EndSessionRoutes(
            Clients clients, IdTokens idTokens, BrowserSessions browsers, Tickets tickets, BrowserPages pages) {
        this.clients = clients;
        this.idTokens = idTokens;
        this.browsers = browsers;
        this.tickets = tickets;
        this.pages = pages;
    }

    public void contribute(Contribution to) {
        to.route(page(HttpMethod.GET, PATH, RequestBody.NONE, Answer.html(SAYS).asking(PARAMETERS), this::asked));
        to.route(page(HttpMethod.POST, PATH, Parameters.BODY.holding(PARAMETERS), Answer.html(SAYS), this::posted));
        to.route(page(
                HttpMethod.POST,
                "/oauth/signout",
                Parameters.BODY.holding(CONFIRMATION),
                Answer.html("The form that a person signs out with"),
                this::confirmed));
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

    /** As at the authorization endpoint: a GET comes with our cookies from wherever it is sent. */
    private Future<Reply> posted(Call<Parameters> call) {
        var query = call.body().encoded();
        return query.length() <= LONGEST_QUERY && call.body().repeated().isEmpty()
                ? Future.succeededFuture(Answers.to("end_session?" + query))
                : answer(call, call.body());
    }

    private Future<Reply> answer(Call<?> call, Parameters parameters) {
        if (!parameters.repeated().isEmpty()) {
            throw refused("A parameter is given more than once");
        }
        return hint(call, parameters)
                .compose(hint -> client(call, parameters, hint)
                        .map(client -> destination(parameters, client))
                        .compose(destination -> browsers.of(call)
                                .compose(signedIn -> signedIn.filter(by -> !isHinted(by, hint))
                                        .map(by -> Future.succeededFuture(confirm(call, by, destination)))
                                        .orElseGet(() -> signOut(call, destination, hint.flatMap(Hint::session))))));
    }

    /** Fails for a hint that this tenant has not issued: whoever sent it has no business here. */
    private Future<Optional<Hint>> hint(Call<?> call, Parameters parameters) {
        var sent = parameters.get("id_token_hint");
        return sent.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : idTokens.hint(call.tenant(), sent.get())
                        .map(known -> Optional.of(
                                known.orElseThrow(() -> refused("The ID token was not issued by this tenant"))));
    }

    private Future<Optional<Client>> client(Call<?> call, Parameters parameters, Optional<Hint> hint) {
        var hinted = hint.map(known -> known.client().wire());
        var named = parameters.get("client_id");
        if (hinted.isPresent() && named.filter(id -> !id.equals(hinted.get())).isPresent()) {
            return Future.failedFuture(refused("The ID token was issued to another application"));
        }
        return hinted.or(() -> named)
                .map(id -> clients.find(call.tenant(), id))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private static Optional<String> destination(Parameters parameters, Optional<Client> client) {
        return parameters.get("post_logout_redirect_uri").map(uri -> {
            if (client.filter(known -> known.postLogoutRedirectUris().contains(uri))
                    .isEmpty()) {
                throw refused("The address the application wants you to go on to is not registered for it");
            }
            var state = new LinkedHashMap<String, String>();
            parameters.get("state").ifPresent(text -> state.put("state", text));
            return Answers.withQuery(uri, state);
        });
    }

    private static boolean isHinted(SignedIn by, Optional<Hint> hint) {
        return hint.filter(known -> known.person().equals(by.member().person())).isPresent();
    }

    private Reply confirm(Call<?> call, SignedIn by, Optional<String> destination) {
        var ticket = tickets.write(
                call.tenant(),
                Ticket.Kind.SIGN_OUT,
                UUID.randomUUID(),
                ConsentForm.bearer(by.session()),
                destination.orElse(""));
        return pages.show(
                200,
                "signout.ftl",
                destination.map(Policy::leadingTo).orElse(Policy.PLAIN),
                Map.of(
                        "tenant",
                        call.tenant().slug().value(),
                        "username",
                        by.member().username(),
                        "ticket",
                        ticket));
    }

    private Future<Reply> confirmed(Call<Parameters> call) {
        if (!call.fromOwnPage()) {
            throw new AppException(ErrorCode.FOREIGN_ORIGIN);
        }
        var ticket = tickets.read(
                        call.tenant(),
                        Ticket.Kind.SIGN_OUT,
                        call.body().once("ticket").orElse(""))
                .orElseThrow(Tickets::refused);
        return browsers.of(call).compose(signedIn -> {
            if (signedIn.filter(by -> tickets.isGood(ticket, ConsentForm.bearer(by.session())))
                    .isEmpty()) {
                throw Tickets.refused();
            }
            return signOut(call, Optional.of(ticket.content()).filter(text -> !text.isEmpty()), Optional.empty());
        });
    }

    private Future<Reply> signOut(Call<?> call, Optional<String> destination, Optional<UUID> told) {
        return browsers.end(call, told)
                .map(ended -> browsers.signedOut(
                        destination
                                .map(Answers::to)
                                .orElseGet(() -> pages.show(
                                        200,
                                        "signedout.ftl",
                                        Policy.PLAIN,
                                        Map.of("tenant", call.tenant().slug().value()))),
                        call));
    }

    private static AppException refused(String why) {
        return new AppException(ErrorCode.INVALID_INPUT, why);
    }
}

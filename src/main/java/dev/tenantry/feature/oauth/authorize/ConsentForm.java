package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.access.SessionVerifier.SignedIn;
import dev.tenantry.feature.identity.Session;
import dev.tenantry.feature.oauth.authorize.BrowserPages.Policy;
import dev.tenantry.feature.oauth.authorize.request.AuthorizationRefused;
import dev.tenantry.feature.oauth.authorize.request.AuthorizationRequest;
import dev.tenantry.feature.oauth.authorize.request.AuthorizeError;
import dev.tenantry.feature.oauth.authorize.request.Parameters;
import dev.tenantry.feature.oauth.authorize.request.Prompt;
import dev.tenantry.feature.oauth.client.Client;
import dev.tenantry.feature.oauth.consent.Consents;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.security.Scope;
import io.vertx.core.Future;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The step where a person says what a client may do. */
final class ConsentForm {
    private final Requests requests;
    private final BrowserSessions browsers;
    private final Tickets tickets;
    private final Consents consents;
    private final BrowserPages pages;

    ConsentForm(Requests requests, BrowserSessions browsers, Tickets tickets, Consents consents, BrowserPages pages) {
        this.requests = requests;
        this.browsers = browsers;
        this.tickets = tickets;
        this.consents = consents;
        this.pages = pages;
    }

    Reply show(Visit visit, SignedIn by) {
        var request = visit.request();
        var client = request.client();
        var logo = link(client, "logo_uri");
        var model = new HashMap<String, Object>();
        model.put("tenant", visit.tenant().slug().value());
        model.put("client", client.name());
        model.put("username", by.member().username());
        model.put("email", by.member().email());
        model.put("scopes", request.toAllow().stream().map(Scope::wire).toList());
        model.put(
                "ticket",
                tickets.write(
                        visit.tenant(),
                        Ticket.Kind.CONSENT,
                        visit.interaction(),
                        bearer(by.session()),
                        request.parameters().encoded()));
        model.put(
                "another",
                "authorize?"
                        + request.parameters()
                                .with("prompt", request.wants(Prompt.CONSENT) ? "login consent" : "login")
                                .without("login_hint")
                                .encoded());
        model.put("target", target(request.destination().redirectUri()));
        logo.ifPresent(address -> model.put("logo", address));
        link(client, "client_uri").ifPresent(address -> model.put("home", address));
        link(client, "policy_uri").ifPresent(address -> model.put("policy", address));
        link(client, "tos_uri").ifPresent(address -> model.put("terms", address));
        return pages.show(
                200,
                "consent.ftl",
                Policy.leadingTo(request.destination().redirectUri()).showing(logo),
                model);
    }

    /** The host people know an application by, or all of an address that has none. */
    private static String target(String redirectUri) {
        try {
            return Objects.requireNonNullElse(new URI(redirectUri).getHost(), redirectUri);
        } catch (URISyntaxException e) {
            return redirectUri;
        }
    }

    private static Optional<String> link(Client client, String name) {
        return client.shown().get(name) instanceof String address
                        && address.toLowerCase(Locale.ROOT).matches("https?://.+")
                ? Optional.of(address)
                : Optional.empty();
    }

    Future<Reply> answered(Call<Parameters> call) {
        if (!call.fromOwnPage()) {
            throw new AppException(ErrorCode.FOREIGN_ORIGIN);
        }
        var ticket = tickets.read(
                        call.tenant(),
                        Ticket.Kind.CONSENT,
                        call.body().once("ticket").orElse(""))
                .orElseThrow(Tickets::refused);
        var parameters = Parameters.parse(ticket.content());
        return browsers.of(call)
                .compose(signedIn -> signedIn.filter(by -> tickets.isGood(ticket, bearer(by.session())))
                        .map(by -> requests.proved(
                                call.tenant(), parameters, request -> decided(call, request, by, ticket)))
                        .orElseGet(() -> Future.succeededFuture(pages.stale(parameters))));
    }

    private Future<Reply> decided(Call<Parameters> call, AuthorizationRequest request, SignedIn by, Ticket ticket) {
        return switch (call.body().once("decision").orElse("")) {
            case "allow" ->
                requests.answers()
                        .code(call, request, by, ticket.id())
                        .compose(reply -> remembered(call, request, by).map(reply));
            case "deny" ->
                Future.failedFuture(
                        new AuthorizationRefused(AuthorizeError.ACCESS_DENIED, "The person did not allow it"));
            default -> Future.failedFuture(new AppException(ErrorCode.INVALID_INPUT, "Allow it or deny it"));
        };
    }

    /** What is the tenant's own is not asked about, so there is nothing to remember of it. */
    private Future<Void> remembered(Call<?> call, AuthorizationRequest request, SignedIn by) {
        return Interaction.isOwn(request.client())
                ? Future.succeededFuture()
                : consents.remember(
                        call.tenant(),
                        call.actor()
                                .as(by.member()
                                        .asking(
                                                request.scopes(),
                                                Optional.of(
                                                        request.client().id().value()))),
                        by.member().person(),
                        request.client(),
                        request.toAllow());
    }

    static String bearer(Session session) {
        return "session " + session.id();
    }
}

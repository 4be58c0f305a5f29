package dev.tenantry.feature.oauth.authorize;

import dev.tenantry.feature.access.Member;
import dev.tenantry.feature.oauth.authorize.BrowserPages.Policy;
import dev.tenantry.feature.oauth.authorize.request.AuthorizationRequest;
import dev.tenantry.feature.oauth.authorize.request.Parameters;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.ErrorResponse;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.security.OpaqueToken;
import io.vertx.core.Future;
import java.util.HashMap;

/** The step where a person shows who they are. */
final class SignInForm {
    private final Requests requests;
    private final BrowserSessions browsers;
    private final Tickets tickets;
    private final BrowserPages pages;

    SignInForm(Requests requests, BrowserSessions browsers, Tickets tickets, BrowserPages pages) {
        this.requests = requests;
        this.browsers = browsers;
        this.tickets = tickets;
        this.pages = pages;
    }

    Reply show(Call<?> call, Visit visit) {
        var browser = browsers.browser(call)
                .orElseGet(() -> OpaqueToken.BROWSER.mint().reveal());
        var ticket = tickets.write(
                visit.tenant(),
                Ticket.Kind.SIGN_IN,
                visit.interaction(),
                bearer(browser),
                visit.request().parameters().encoded());
        var username = visit.signedIn()
                .map(by -> by.member().username())
                .or(() -> visit.request().loginHint())
                .orElse("");
        return browsers.known(page(200, call, visit.request(), ticket, username, ""), call, browser);
    }

    private Reply page(
            int status, Call<?> call, AuthorizationRequest request, String ticket, String username, String problem) {
        var model = new HashMap<String, Object>();
        model.put("tenant", call.tenant().slug().value());
        model.put("client", request.client().name());
        model.put("ticket", ticket);
        model.put("username", username);
        model.put("problem", problem);
        return pages.show(
                status, "signin.ftl", Policy.leadingTo(request.destination().redirectUri()), model);
    }

    Future<Reply> answered(Call<Parameters> call) {
        if (!call.fromOwnPage()) {
            throw new AppException(ErrorCode.FOREIGN_ORIGIN);
        }
        var text = call.body().once("ticket").orElse("");
        var ticket = tickets.read(call.tenant(), Ticket.Kind.SIGN_IN, text).orElseThrow(Tickets::refused);
        var parameters = Parameters.parse(ticket.content());
        var browser = browsers.browser(call).map(SignInForm::bearer).orElse("");
        return tickets.isGood(ticket, browser)
                ? requests.proved(call.tenant(), parameters, request -> checked(call, request, ticket, text))
                : Future.succeededFuture(pages.stale(parameters));
    }

    private Future<Reply> checked(Call<Parameters> call, AuthorizationRequest request, Ticket ticket, String text) {
        var username = call.body().once("username").orElse("");
        return browsers.check(call, username, call.body().once("password").orElse(""))
                .map(member -> member.orElseThrow(() -> new AppException(ErrorCode.INVALID_CREDENTIALS)))
                .compose(member -> signedIn(call, request, ticket, member))
                .recover(failure -> failure instanceof AppException known
                        ? Future.succeededFuture(ErrorResponse.withProtocolHeaders(
                                page(known.code().status(), call, request, text, username, known.text()), known))
                        : Future.failedFuture(failure));
    }

    private Future<Reply> signedIn(Call<?> call, AuthorizationRequest request, Ticket ticket, Member member) {
        return browsers.open(call, member).map(opened -> {
            var parameters = request.parameters();
            var onward = tickets.write(
                    call.tenant(),
                    Ticket.Kind.SIGNED_IN,
                    ticket.id(),
                    ConsentForm.bearer(opened.session()),
                    Tickets.digest(parameters.encoded()));
            return browsers.signedIn(
                    Answers.to("authorize?" + parameters.with("ticket", onward).encoded()), call, opened);
        });
    }

    private static String bearer(String browser) {
        return "browser " + Tickets.digest(browser);
    }
}

package dev.tenantry.feature.access.invitation;

import dev.tenantry.feature.access.Members;
import dev.tenantry.feature.access.invitation.AcceptPages.Refused;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.Problems;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Cors.Sharing;
import dev.tenantry.platform.http.ErrorResponse;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Parameter;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * Accepting an invitation in a browser. Looking at the page uses nothing up, however often a mail scanner does; it takes a
 * button. Nobody is signed in by it.
 */
public final class AcceptPageRoutes {
    private final Admission admission;
    private final OtherSessions others;
    private final AcceptPages pages;

    public AcceptPageRoutes(Admission admission, OtherSessions others, AcceptPages pages) {
        this.admission = admission;
        this.others = others;
        this.pages = pages;
    }

    public void contribute(Contribution to) {
        to.declare(AcceptRoutes.JOIN);
        add(
                to,
                HttpMethod.GET,
                AcceptPages.ACCEPT,
                RequestBody.NONE,
                Answer.html("The page an invitation's link leads to")
                        .asking(List.of(Parameter.required("token", "what the link ends with"))),
                this::ask);
        add(
                to,
                HttpMethod.POST,
                AcceptPages.ACCEPT,
                AcceptForm.BODY,
                Answer.html("Its form for somebody new"),
                this::accept);
        add(
                to,
                HttpMethod.POST,
                AcceptPages.JOIN,
                AcceptForm.BODY,
                Answer.html("Its form for somebody who is signed in to this tenant and invited by another"),
                this::join);
    }

    private <B> void add(
            Contribution to,
            HttpMethod method,
            String path,
            RequestBody<B> body,
            Answer answer,
            Route.Handler<B> handler) {
        to.route(new Route<>(method, path, new Access.Visitor(), body, answer, handler)
                .tellingErrors(pages::failure)
                .sharedWith(Sharing.NONE));
    }

    private Future<Reply> ask(Call<Nothing> call) {
        return page(call, 200, call.query("token").orElse(""), Refused.NOTHING);
    }

    private Future<Reply> page(Call<?> call, int status, String token, Refused refused) {
        return admission
                .look(call.tenant(), token)
                .compose(look -> others.of(call)
                        .map(elsewhere -> pages.invited(status, call.tenant(), look, token, elsewhere, refused)));
    }

    private Future<Reply> accept(Call<AcceptForm> call) {
        var form = call.body();
        return Future.succeededFuture()
                .compose(now -> {
                    Members.checkUsername(new Problems(), "username", form.username())
                            .text("password", form.password(), 1, 256)
                            .orThrow();
                    return admission.asNewcomer(
                            call.tenant(), call.actor(), form.token(), form.username(), form.password());
                })
                .map(member -> pages.joined(call.tenant(), member.username()))
                .recover(failure -> again(call, failure));
    }

    /** What the person can put right is told on the page; everything else is the end of it. */
    private Future<Reply> again(Call<AcceptForm> call, Throwable failure) {
        return failure instanceof AppException known
                        && (known.code() == ErrorCode.INVALID_INPUT || known.code() == ErrorCode.CONFLICT)
                ? page(
                                call,
                                known.code().status(),
                                call.body().token(),
                                Refused.of(call.body().username(), known))
                        .map(page -> ErrorResponse.withProtocolHeaders(page, known))
                : Future.failedFuture(failure);
    }

    private Future<Reply> join(Call<AcceptForm> call) {
        var form = call.body();
        return others.proved(call).compose(by -> {
            var member = by.member();
            var username = form.username().isEmpty() ? member.username() : form.username();
            Members.checkUsername(new Problems(), "username", username).orThrow();
            return admission
                    .asMemberElsewhere(form.tenant(), call.actor(), member.person(), form.token(), username)
                    .map(joined -> pages.joined(joined.tenant(), joined.member().username()));
        });
    }
}

package dev.tenantry.frontend;

import dev.tenantry.frontend.signin.Attempt;
import dev.tenantry.frontend.signin.ConsoleSession;
import dev.tenantry.frontend.signin.SignIns;
import dev.tenantry.frontend.signin.SignIns.Departure;
import dev.tenantry.frontend.signin.Stopped;
import dev.tenantry.frontend.signin.Stopped.Reason;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The way in and out: {@code GET /signin}, {@code GET /signin/callback} and {@code POST /signout}. */
final class SignInPages {
    private static final String FORM_TOKEN = "form_token=";

    /** The one field of the form that signs out. */
    static final RequestBody<String> SIGN_OUT_FORM = new RequestBody<>(
            "application/x-www-form-urlencoded", 1_024, body -> body.toString(StandardCharsets.US_ASCII));

    private final Pages pages;
    private final SignIns signIns;
    private final URI home;

    /** @param home the public address of these pages, the only one codes are sent to */
    SignInPages(Pages pages, SignIns signIns, URI home) {
        this.pages = pages;
        this.signIns = signIns;
        this.home = home;
    }

    /** Asks for the tenant unless it is named; then on to its authorization server. */
    Future<Reply> begin(Call<Nothing> call) {
        var tenant = call.query("tenant")
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .or(() -> subdomain(call));
        // The cookie has to be where the browser will come back to; once is enough, for a proxy may rename every host.
        if (!isHome(call) && call.query("moved").isEmpty()) {
            var query = tenant.filter(Attempt::isSlug).map(slug -> "&tenant=" + slug);
            return Future.succeededFuture(redirect(home + "/signin?moved=1" + query.orElse("")));
        }
        if (tenant.isEmpty() || tenant.get().isEmpty()) {
            return Future.succeededFuture(ask(call, 200, "", Optional.empty()));
        }
        var named = tenant.get();
        if (!Attempt.isSlug(named)) {
            return Future.succeededFuture(ask(call, 404, named, Optional.of(Reason.UNKNOWN_TENANT)));
        }
        return signIns.begin(named)
                .map(SignInPages::departed)
                .recover(failure -> failure instanceof Stopped stopped
                        ? Future.succeededFuture(
                                ask(call, stopped.reason().status(), named, Optional.of(stopped.reason())))
                        : Future.failedFuture(failure));
    }

    private Reply ask(Call<?> call, int status, String tenant, Optional<Reason> problem) {
        var flashes = problem.map(
                        reason -> List.of(Map.of("kind", "error", "text", reason.heading() + ". " + reason.text())))
                .orElse(List.of());
        return pages.show(status, "signin.ftl", Map.of("tenant", tenant, "flashes", flashes, "viewer", viewer(call)));
    }

    Future<Reply> finish(Call<Nothing> call) {
        var answer = new SignIns.Answer(
                call.query("state").orElse(""),
                call.query("iss").orElse(""),
                call.query("code").orElse(""),
                call.query("error").orElse(""));
        return told(call, signIns.finish(call.headers(), answer).map(SignInPages::departed));
    }

    /** Only by the form of the console, in the browser that is signed in. */
    Future<Reply> end(Call<String> call) {
        var session = signIns.session(call.headers());
        if (session.isEmpty()) {
            return Future.succeededFuture(redirect("/"));
        }
        var token = session.get().formToken();
        if (!call.fromOwnPage() || !call.body().equals(FORM_TOKEN + token)) {
            return told(call, Future.failedFuture(new Stopped(Reason.FOREIGN_FORM)));
        }
        return told(call, signIns.end(session.get()).map(SignInPages::departed));
    }

    /** A sign-in that cannot go on is a page in words. */
    Future<Reply> told(Call<?> call, Future<Reply> reply) {
        return reply.recover(failure -> failure instanceof Stopped stopped
                ? Future.succeededFuture(stopped(call, stopped.reason()))
                : Future.failedFuture(failure));
    }

    private Reply stopped(Call<?> call, Reason reason) {
        return pages.show(
                reason.status(),
                "stopped.ftl",
                Map.of(
                        "heading", reason.heading(),
                        "text", reason.text(),
                        "again", reason != Reason.API_AWAY,
                        "viewer", viewer(call)));
    }

    /** For the masthead: the tenant somebody is signed in to, or nothing. */
    Map<String, String> viewer(Call<?> call) {
        return signIns.session(call.headers())
                .map(ConsoleSession::tenant)
                .map(tenant -> Map.of("tenant", tenant))
                .orElse(Map.of());
    }

    static Reply redirect(String location) {
        return new Reply(303, List.of(Map.entry(HttpHeaders.LOCATION.toString(), location)), Buffer.buffer());
    }

    private static Reply departed(Departure departure) {
        var reply = redirect(departure.location());
        for (var cookie : departure.cookies()) {
            reply = reply.with("Set-Cookie", cookie);
        }
        return reply;
    }

    private boolean isHome(Call<?> call) {
        var host = call.headers().get(HttpHeaders.HOST);
        return host == null || host.equalsIgnoreCase(home.getRawAuthority());
    }

    /** {@code acme} of {@code acme.app.example.com} where the pages are at {@code app.example.com}. */
    private Optional<String> subdomain(Call<?> call) {
        var host = String.valueOf(call.headers().get(HttpHeaders.HOST)).toLowerCase(Locale.ROOT);
        var suffix = "." + home.getRawAuthority().toLowerCase(Locale.ROOT);
        return host.endsWith(suffix)
                ? Optional.of(host.substring(0, host.length() - suffix.length()))
                        .filter(Attempt::isSlug)
                : Optional.empty();
    }
}

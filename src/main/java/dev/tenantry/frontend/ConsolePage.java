package dev.tenantry.frontend;

import dev.tenantry.frontend.signin.Account;
import dev.tenantry.frontend.signin.ConsoleSession;
import dev.tenantry.frontend.signin.SignIns;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** {@code GET /console}: who is signed in, to which tenant and as what, and the way out. */
final class ConsolePage {
    private final Pages pages;
    private final SignIns signIns;
    private final SignInPages signInPages;
    private final Clock clock;

    ConsolePage(Pages pages, SignIns signIns, SignInPages signInPages, Clock clock) {
        this.pages = pages;
        this.signIns = signIns;
        this.signInPages = signInPages;
        this.clock = clock;
    }

    Future<Reply> show(Call<Nothing> call) {
        return signIns.session(call.headers())
                .map(session -> signInPages.told(call, signIns.account(session).map(account -> page(session, account))))
                .orElseGet(() -> Future.succeededFuture(SignInPages.redirect("/signin")));
    }

    private Reply page(ConsoleSession session, Account account) {
        return pages.show(
                200,
                "console.ftl",
                Map.of(
                        "viewer", Map.of("tenant", account.tenant()),
                        "account", account,
                        "ends_in", left(account.endsAt()),
                        "access_for", left(account.accessUntil()),
                        "form_token", session.formToken()));
    }

    private String left(Instant end) {
        var now = clock.instant();
        return end.isAfter(now) ? Uptime.inWords(Duration.between(now, end)) : "no time";
    }
}

package dev.tenantry.feature.onboarding;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import dev.tenantry.platform.error.ErrorDetail;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Parameter;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.view.Templates;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page of the setup link. Without a good token there is nothing here. The token stands in the query once, which no log
 * has and no referrer tells, and then in the form.
 */
public final class SetupRoutes {
    private static final String PATH = "/setup";
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'none';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private final Setup setup;
    private final Templates templates = new Templates();
    private final Map<String, String> assets;

    /**
     * @param assets the address of each static file by its name
     * @param base the public address of the server
     */
    public SetupRoutes(Setup setup, Map<String, String> assets, URI base) {
        this.setup = setup;
        this.assets = assets.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(Map.Entry::getKey, asset -> base.getRawPath() + asset.getValue()));
    }

    void contribute(Contribution to) {
        to.route(new Route<>(
                HttpMethod.GET,
                PATH,
                new Access.Everyone(),
                RequestBody.NONE,
                Answer.html("The form for the first operator, by the link of the first start")
                        .asking(List.of(Parameter.required("token", "what the link ends with"))),
                this::form));
        to.route(new Route<>(
                HttpMethod.POST,
                PATH,
                new Access.Everyone(),
                SetupForm.BODY,
                Answer.html("Makes the first operator"),
                this::finish));
    }

    private Future<Reply> form(Call<Nothing> call) {
        var token = call.query("token").orElse("");
        return setup.check(token).map(good -> page(200, new SetupForm(token, "", "", ""), List.of()));
    }

    private Future<Reply> finish(Call<SetupForm> call) {
        var form = call.body();
        return setup.check(form.token())
                .compose(good -> setup.finish(call.actor(), form.token(), form.newcomer()))
                .map(done -> show(201, "done.ftl", Map.of("username", form.username())))
                .recover(failure -> failure instanceof AppException known && known.code() == ErrorCode.INVALID_INPUT
                        ? Future.succeededFuture(page(400, form, known.details()))
                        : Future.failedFuture(failure));
    }

    private Reply page(int status, SetupForm form, List<ErrorDetail> problems) {
        return show(
                status,
                "form.ftl",
                Map.of(
                        "token",
                        form.token(),
                        "username",
                        form.username(),
                        "email",
                        form.email(),
                        "problem",
                        problems.stream()
                                .map(detail -> detail.field() + " " + detail.problem())
                                .collect(Collectors.joining("; "))));
    }

    private Reply show(int status, String template, Map<String, String> model) {
        var all = new HashMap<String, Object>(model);
        all.put("assets", assets);
        return Reply.html(status, templates.render("setup/" + template, all)).with("Content-Security-Policy", POLICY);
    }
}

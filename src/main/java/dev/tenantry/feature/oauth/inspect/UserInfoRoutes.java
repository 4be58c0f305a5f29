package dev.tenantry.feature.oauth.inspect;

import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.feature.oauth.protocol.OAuthException;
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
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The userinfo endpoint on the wire: the token in the header, or in the form of a POST (RFC 6750, section 2). */
public final class UserInfoRoutes {
    private static final String PATH = "/oauth/userinfo";
    private static final String SCHEME = "bearer ";
    private static final String PARAMETER = "access_token";
    private static final RequestBody<Form> FORM = Form.BODY
            .orNothing()
            .holding(List.of(Parameter.optional(PARAMETER, "unless it comes in the header (RFC 6750, section 2.2)")));
    private static final Answer ANSWER =
            Answer.plain(200, UserInfo.Claims.class, "Who the person behind an access token with the scope openid is");
    private final UserInfo userInfo;

    public UserInfoRoutes(UserInfo userInfo) {
        this.userInfo = userInfo;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(HttpMethod.GET, PATH, new Access.Visitor(), RequestBody.NONE, ANSWER, this::get)
                .tellingErrors(UserInfoRoutes::render)
                .sharedWith(Sharing.CLIENTS));
        to.route(new Route<>(HttpMethod.POST, PATH, new Access.Visitor(), FORM, ANSWER, this::post)
                .tellingErrors(UserInfoRoutes::render)
                .sharedWith(Sharing.CLIENTS));
    }

    private Future<Reply> get(Call<Nothing> call) {
        return told(call, Optional.empty());
    }

    private Future<Reply> post(Call<Form> call) {
        return told(call, call.body().get(PARAMETER));
    }

    private Future<Reply> told(Call<?> call, Optional<String> inForm) {
        if (call.query(PARAMETER).isPresent()) {
            // RFC 9700, section 4.3.2: addresses end up in logs.
            throw refused("Send the token in the header, not in the query");
        }
        var tokens = new ArrayList<>(inForm.stream().toList());
        tokens.addAll(inHeader(call.headers().getAll(HttpHeaders.AUTHORIZATION)));
        if (tokens.size() > 1) {
            throw refused("Send the token in one way only");
        }
        if (tokens.isEmpty()) {
            throw new AppException(ErrorCode.UNAUTHENTICATED);
        }
        return userInfo.of(call.tenant(), tokens.get(0)).map(claims -> Reply.json(200, claims));
    }

    private static List<String> inHeader(List<String> headers) {
        return headers.stream()
                .map(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                        ? header.substring(SCHEME.length()).strip()
                        : "")
                .toList();
    }

    private static OAuthException refused(String why) {
        return new OAuthException(OAuthError.INVALID_REQUEST, why);
    }

    /** RFC 6750, section 3: every refusal comes with a challenge. */
    private static Reply render(Throwable failure, String requestId) {
        var reply = OAuthError.render(failure, requestId);
        return failure instanceof OAuthException own
                ? reply.with(
                        "WWW-Authenticate",
                        "Bearer realm=\"tenantry\", error=\"invalid_request\", error_description=\"" + own.text()
                                + "\"")
                : reply;
    }
}

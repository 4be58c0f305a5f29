package dev.tenantry.feature.oauth.grant;

import dev.tenantry.feature.oauth.client.ClientCredentials;
import dev.tenantry.feature.oauth.protocol.Form;
import dev.tenantry.feature.oauth.protocol.OAuthError;
import dev.tenantry.platform.bus.Channel;
import dev.tenantry.platform.feature.Contribution;
import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Call;
import dev.tenantry.platform.http.Cors.Sharing;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.Parameter;
import dev.tenantry.platform.quota.AddressLimits.Counting;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.stream.Stream;

/** The token endpoint on the wire (RFC 6749, section 3.2); the work is done by whoever answers the channel. */
public final class TokenRoutes {
    private static final List<Parameter> PARAMETERS = Stream.concat(
                    Stream.of(
                            Parameter.required(
                                    "grant_type", "authorization_code, refresh_token, client_credentials or password"),
                            Parameter.optional("code", "with authorization_code"),
                            Parameter.optional(
                                    "redirect_uri", "with authorization_code: the address the code was sent to"),
                            Parameter.optional("code_verifier", "with authorization_code (RFC 7636)"),
                            Parameter.optional("refresh_token", "with refresh_token"),
                            Parameter.optional("username", "with password"),
                            Parameter.optional("password", "with password"),
                            Parameter.optional(
                                    "scope", "names with spaces between them; all the client may have when absent")),
                    ClientCredentials.PARAMETERS.stream())
            .toList();
    private final Channel<TokenQuestion, TokenAnswer> channel;

    public TokenRoutes(Channel<TokenQuestion, TokenAnswer> channel) {
        this.channel = channel;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(
                        HttpMethod.POST,
                        "/oauth/token",
                        new Access.Visitor(),
                        Form.BODY.holding(PARAMETERS),
                        Answer.plain(200, TokenAnswer.Wire.class, "Gives tokens (RFC 6749, section 3.2)"),
                        this::token)
                .limitedByAddress(Counting.FAILURES)
                .tellingErrors(OAuthError::render)
                .sharedWith(Sharing.CLIENTS));
    }

    private Future<Reply> token(Call<Form> call) {
        var credentials = ClientCredentials.of(call);
        return channel.ask(new TokenQuestion(call.tenant(), call.actor(), credentials, call.body()))
                .map(answer -> Reply.json(200, answer.wire()).with("Pragma", "no-cache"));
    }
}

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
import dev.tenantry.platform.quota.AddressLimits.Counting;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/** The token endpoint on the wire (RFC 6749, section 3.2); the work is done by whoever answers the channel. */
public final class TokenRoutes {
    private final Channel<TokenQuestion, TokenAnswer> channel;

    public TokenRoutes(Channel<TokenQuestion, TokenAnswer> channel) {
        this.channel = channel;
    }

    public void contribute(Contribution to) {
        to.route(new Route<>(HttpMethod.POST, "/oauth/token", new Access.Visitor(), Form.BODY, this::token)
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

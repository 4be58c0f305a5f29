package dev.tenantry.feature.oauth.inspect;

import dev.tenantry.feature.oauth.client.ClientCredentials;
import dev.tenantry.feature.oauth.inspect.InspectQuestion.Wish;
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
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Introspection and revocation on the wire; the work is done by whoever answers the channel. */
public final class InspectRoutes {
    private static final List<Parameter> PARAMETERS = Stream.concat(
                    Stream.of(
                            Parameter.required("token", "an access token or a refresh token"),
                            Parameter.optional("token_type_hint", "not needed")),
                    ClientCredentials.PARAMETERS.stream())
            .toList();
    private final Channel<InspectQuestion, TokenState> channel;

    public InspectRoutes(Channel<InspectQuestion, TokenState> channel) {
        this.channel = channel;
    }

    public void contribute(Contribution to) {
        to.route(route(
                "/oauth/introspect",
                Wish.INTROSPECT,
                Answer.plain(200, TokenState.class, "What a token is worth (RFC 7662)"),
                state -> Reply.json(200, state)));
        // RFC 7009, section 2.2: whatever the body says is ignored.
        to.route(route(
                        "/oauth/revoke",
                        Wish.REVOKE,
                        Answer.plain(200, Map.class, "Ends a token (RFC 7009)"),
                        state -> Reply.json(200, Map.of()))
                .sharedWith(Sharing.CLIENTS));
    }

    private Route<Form> route(String path, Wish wish, Answer answer, Function<TokenState, Reply> told) {
        return new Route<>(
                        HttpMethod.POST,
                        path,
                        new Access.Visitor(),
                        Form.BODY.holding(PARAMETERS),
                        answer,
                        call -> ask(call, wish).map(told))
                .limitedByAddress(Counting.FAILURES)
                .tellingErrors(OAuthError::render);
    }

    private Future<TokenState> ask(Call<Form> call, Wish wish) {
        return channel.ask(
                new InspectQuestion(wish, call.tenant(), call.actor(), ClientCredentials.of(call), call.body()));
    }
}

package dev.tenantry.proof;

import dev.tenantry.platform.error.ErrorDetail;
import dev.tenantry.platform.http.Route;
import dev.tenantry.proof.Api.Answer;
import dev.tenantry.proof.Api.Request;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Finds out what a route reads by asking as somebody who may, and looking at which fields the answer complains of. */
final class BodyLearner {
    private static final int ROUNDS = 24;
    private final Api api;
    private final Throwaway own;

    /** @param own who may use the route */
    BodyLearner(Api api, Throwaway own) {
        this.api = api;
        this.own = own;
    }

    Future<LearnedBody> learn(Route<?> route, Request request) {
        var nothing = LearnedBody.empty(route);
        return nothing.mediaType().equals(LearnedBody.JSON)
                ? learn(request, nothing, ROUNDS)
                : Future.succeededFuture(nothing);
    }

    private Future<LearnedBody> learn(Request request, LearnedBody known, int rounds) {
        var body = known.filled(own.slug() + "-text", own, own, Belongings::unknownKey)
                .get(0);
        return api.send(request.sending(known.mediaType(), body)).compose(answer -> {
            var next = known.guessing(complaints(answer));
            return rounds == 0 || next.equals(known) ? Future.succeededFuture(known) : learn(request, next, rounds - 1);
        });
    }

    private static List<ErrorDetail> complaints(Answer answer) {
        return answer.status() == 400 && answer.json().getValue("details") instanceof JsonArray details
                ? details.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .map(detail -> new ErrorDetail(detail.getString("field", ""), detail.getString("problem", "")))
                        .filter(detail -> !detail.field().isEmpty())
                        .toList()
                : List.of();
    }
}

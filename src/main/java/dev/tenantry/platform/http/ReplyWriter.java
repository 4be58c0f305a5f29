package dev.tenantry.platform.http;

import dev.tenantry.platform.http.body.RequestBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a reply on the wire, and gets rid of a body that nobody wants. */
final class ReplyWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyWriter.class);
    private static final int DISCARDED_BYTES = 256 * 1024;
    private static final long DISCARDING_MILLIS = Duration.ofSeconds(2).toMillis();

    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(Exchange.REQUEST_ID);

    /** Checked once, and copied as bytes from then on. */
    private static final Map<CharSequence, CharSequence> ALWAYS = Map.of(
            HttpHeaders.createOptimized("X-Content-Type-Options"),
            HttpHeaders.createOptimized("nosniff"),
            HttpHeaders.createOptimized("X-Frame-Options"),
            HttpHeaders.createOptimized("DENY"),
            HttpHeaders.createOptimized("Referrer-Policy"),
            HttpHeaders.createOptimized("no-referrer"),
            HttpHeaders.createOptimized("Content-Security-Policy"),
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'"),
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.createOptimized("no-store"));

    private ReplyWriter() {}

    /** What every answer says unless its reply says otherwise. */
    static void begin(HttpServerResponse response, String requestId) {
        var headers = response.headers();
        headers.set(REQUEST_ID, requestId);
        ALWAYS.forEach(headers::set);
    }

    static void send(Vertx vertx, HttpServerRequest request, Reply reply) {
        var response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(reply.status());
        for (var header : reply.headers()) {
            // What a reply says of itself replaces what every answer says; only cookies come more than once.
            if (header.getKey().equalsIgnoreCase("set-cookie")) {
                response.headers().add(header.getKey(), header.getValue());
            } else {
                response.headers().set(header.getKey(), header.getValue());
            }
        }
        var unread = !request.isEnded() && RequestBody.comesWith(request);
        if (unread) {
            response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        var written = reply.source()
                .filter(source -> !request.method().equals(HttpMethod.HEAD))
                .map(source -> stream(response, source))
                .orElseGet(() -> response.end(reply.body()));
        if (unread) {
            written.onComplete(done -> discard(vertx, request));
        }
    }

    /** A part is taken when the one before is on its way; a reader that is told of no end knows that something is missing. */
    private static Future<Void> stream(HttpServerResponse response, Reply.Source source) {
        response.setChunked(true);
        return Future.succeededFuture()
                .compose(begun -> source.writeTo(response::write))
                .compose(whole -> response.end(), failure -> {
                    LOG.warn("An answer has broken off: {}", failure.toString());
                    return response.reset();
                });
    }

    /**
     * Reads on a little, since a client that is still sending would see a reset and not the answer, and then closes the
     * connection as announced.
     */
    private static void discard(Vertx vertx, HttpServerRequest request) {
        var connection = request.connection();
        if (request.isEnded()) {
            connection.close();
            return;
        }
        var timer = vertx.setTimer(DISCARDING_MILLIS, over -> connection.close());
        connection.closeHandler(closed -> vertx.cancelTimer(timer));
        var left = new AtomicInteger(DISCARDED_BYTES);
        request.handler(part -> {
            if (left.addAndGet(-part.length()) < 0) {
                connection.close();
            }
        });
        request.endHandler(end -> connection.close());
        request.exceptionHandler(gone -> connection.close());
        request.resume();
    }
}

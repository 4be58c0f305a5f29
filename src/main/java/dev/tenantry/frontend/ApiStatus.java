package dev.tenantry.frontend;

import dev.tenantry.frontend.signin.ApiConnection;
import dev.tenantry.platform.config.FrontendConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the API how it is. However many readers there are, it is asked once at a time and at most once a second. */
final class ApiStatus {
    private static final Logger LOG = LoggerFactory.getLogger(ApiStatus.class);
    private static final int MAX_BYTES = 16 * 1024;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private final HttpClient client;
    private final String address;
    private volatile @Nullable Asked latest;

    ApiStatus(Vertx vertx, FrontendConfig config) {
        // A connection of its own for each question: one kept from before a restart would report a lie.
        this.client = vertx.createHttpClient(ApiConnection.options(config).setKeepAlive(false));
        this.address = config.apiUrl() + "/status";
    }

    /** Empty when the API does not answer, in time and in its own words; never fails. */
    Future<Optional<ApiReport>> report() {
        var asked = latest;
        if (asked == null || !asked.usable()) {
            asked = new Asked(System.nanoTime(), ask());
            latest = asked;
        }
        return asked.answer();
    }

    private Future<Optional<ApiReport>> ask() {
        return fetch().timeout(ApiConnection.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .map(ApiReport::of)
                .onFailure(failure -> LOG.warn("{} does not answer: {}", address, failure.toString()))
                .map(Optional::of)
                .otherwise(Optional.empty());
    }

    private Future<Buffer> fetch() {
        return client.request(new RequestOptions().setAbsoluteURI(address))
                .compose(request -> request.send()
                        .compose(ApiStatus::body)
                        .timeout(ApiConnection.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                        .onFailure(failure -> request.reset()));
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        var read = Promise.<Buffer>promise();
        var body = Buffer.buffer();
        response.exceptionHandler(read::tryFail);
        if (response.statusCode() != 200) {
            return Future.failedFuture("status " + response.statusCode());
        }
        response.endHandler(end -> read.tryComplete(body));
        response.handler(part -> {
            if (body.length() + part.length() > MAX_BYTES) {
                read.tryFail("more than " + MAX_BYTES + " bytes");
            } else {
                body.appendBuffer(part);
            }
        });
        return read.future();
    }

    private record Asked(long nanos, Future<Optional<ApiReport>> answer) {
        boolean usable() {
            return !answer.isComplete() || System.nanoTime() - nanos < FRESH_NANOS;
        }
    }
}

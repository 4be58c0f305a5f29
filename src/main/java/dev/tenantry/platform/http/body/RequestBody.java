package dev.tenantry.platform.http.body;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a route's body becomes a value. The body is read only when everything before it has passed.
 *
 * @param mediaType what the Content-Type has to be; empty for routes that read no body
 * @param limit bytes
 * @param optional whether a request without a Content-Type is read as one with an empty body
 * @param type the record that JSON is bound to, for the API's document; null for what is no JSON
 * @param fields what a form may hold, for the API's document
 */
public record RequestBody<B>(
        String mediaType,
        int limit,
        Function<Buffer, B> reader,
        boolean optional,
        @Nullable Class<?> type,
        List<Parameter> fields) {
    private static final int JSON_LIMIT = 1 << 20;
    private static final String JSON = "application/json";

    public RequestBody {
        fields = List.copyOf(fields);
    }

    public RequestBody(String mediaType, int limit, Function<Buffer, B> reader) {
        this(mediaType, limit, reader, false, null, List.of());
    }

    /** The same, for a route that may do without. */
    public RequestBody<B> orNothing() {
        return new RequestBody<>(mediaType, limit, reader, true, type, fields);
    }

    /** The same form, with what it may hold. */
    public RequestBody<B> holding(List<Parameter> parameters) {
        return new RequestBody<>(mediaType, limit, reader, optional, type, parameters);
    }

    /** No body is read; one that comes is ignored. */
    public static final RequestBody<Nothing> NONE = new RequestBody<>("", 0, nothing -> Nothing.NOTHING);

    /** The value of a route that reads no body. */
    public enum Nothing {
        NOTHING
    }

    /** A JSON object of at most 1 MiB, bound to a record that checks itself. */
    public static <B> RequestBody<B> json(Class<B> type) {
        return json(type, JSON_LIMIT);
    }

    /** The same with another limit, in bytes. */
    public static <B> RequestBody<B> json(Class<B> type, int limit) {
        return new RequestBody<>(JSON, limit, body -> Json.read(body, type), false, type, List.of());
    }

    /** The same for a route that may do without; then the value is the one given. */
    public static <B> RequestBody<B> jsonOr(B nothing, Class<B> type, int limit) {
        return new RequestBody<>(
                JSON, limit, body -> body.length() == 0 ? nothing : Json.read(body, type), true, type, List.of());
    }

    public Future<B> read(HttpServerRequest request) {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (mediaType.isEmpty() || (optional && type == null)) {
            return Future.succeededFuture(reader.apply(Buffer.buffer()));
        }
        if (type == null
                || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(mediaType)) {
            return Future.failedFuture(
                    new AppException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "This route reads " + mediaType));
        }
        return comesWith(request)
                ? collect(request).map(reader)
                : Future.succeededFuture(reader.apply(Buffer.buffer()));
    }

    /** Whether a body follows the headers (RFC 9112, section 6.3). */
    public static boolean comesWith(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || request.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }

    private Future<Buffer> collect(HttpServerRequest request) {
        var promise = Promise.<Buffer>promise();
        var body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > limit) {
                request.pause();
                promise.tryFail(
                        new AppException(ErrorCode.PAYLOAD_TOO_LARGE, "The body may have at most " + limit + " bytes"));
            } else {
                body.appendBuffer(part);
            }
        });
        request.exceptionHandler(lost ->
                promise.tryFail(new AppException(ErrorCode.MALFORMED_BODY, "The body ended before it was whole")));
        request.endHandler(end -> promise.tryComplete(body));
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        request.resume();
        return promise.future();
    }
}

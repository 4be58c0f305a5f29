package dev.tenantry.platform.http;

import dev.tenantry.platform.http.body.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What goes back: a status, headers, and a body already written, or one that is written while it is sent.
 *
 * @param headers in order, a name may come twice
 * @param source writes the body instead of {@code body}, for one that is too long to be held
 */
public record Reply(int status, List<Map.Entry<String, String>> headers, Buffer body, Optional<Source> source) {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";

    public Reply {
        headers = List.copyOf(headers);
    }

    public Reply(int status, List<Map.Entry<String, String>> headers, Buffer body) {
        this(status, headers, body, Optional.empty());
    }

    /** A body that is not held as a whole. */
    @FunctionalInterface
    public interface Source {

        /**
         * Called when the status and the headers are settled. When it fails, the answer ends without its end.
         *
         * @param out sends a part; its Future succeeds when the next one may come, and fails when nobody reads any more
         */
        Future<Void> writeTo(Function<Buffer, Future<Void>> out);
    }

    /** 200 with a body that is sent as it comes to be. */
    public static Reply streamed(String contentType, Source source) {
        return new Reply(
                200,
                List.of(Map.entry(HttpHeaders.CONTENT_TYPE.toString(), contentType)),
                Buffer.buffer(),
                Optional.of(source));
    }

    /** 200 with {@code data} in the envelope. */
    public static Reply ok(Object data) {
        return enveloped(200, data);
    }

    /** 201 with {@code data} in the envelope. */
    public static Reply created(Object data) {
        return enveloped(201, data);
    }

    /** 200 for something done that has nothing to show: {@code data} is null. */
    public static Reply done() {
        return enveloped(200, null);
    }

    public static Reply enveloped(int status, @Nullable Object data) {
        return json(status, new Envelope(true, data, null));
    }

    /** JSON in a shape of its own, for the protocols whose RFC defines it. */
    public static Reply json(int status, Object body) {
        return of(status, JSON, Json.write(body));
    }

    public static Reply html(int status, String page) {
        return of(status, HTML, Buffer.buffer(page));
    }

    public static Reply of(int status, String contentType, Buffer body) {
        return new Reply(status, List.of(Map.entry(HttpHeaders.CONTENT_TYPE.toString(), contentType)), body);
    }

    /** What a header says, if it is there. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** With the version of the row it shows, which a change can name in {@code If-Match} and a reader in {@code If-None-Match}. */
    public Reply versioned(int version) {
        return with("ETag", "\"" + version + "\"");
    }

    /** 304 in its place when the reader has it already (RFC 9110, section 13.1.2). */
    Reply unlessKnownTo(HttpServerRequest reader) {
        var known = status == 200
                && (reader.method().equals(HttpMethod.GET) || reader.method().equals(HttpMethod.HEAD))
                && header("ETag")
                        .filter(tag -> EntityTags.read(reader.headers().getAll(HttpHeaders.IF_NONE_MATCH))
                                .filter(tags -> tags.weaklyMatch(tag))
                                .isPresent())
                        .isPresent();
        return known ? new Reply(304, withoutType(), Buffer.buffer()) : this;
    }

    private List<Map.Entry<String, String>> withoutType() {
        return headers.stream()
                .filter(header -> !header.getKey().equalsIgnoreCase(HttpHeaders.CONTENT_TYPE.toString()))
                .toList();
    }

    public Reply with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.add(Map.entry(header, value));
        return new Reply(status, more, body, source);
    }

    /** The shape of every success; a failure's is in {@link ErrorResponse}. */
    record Envelope(
            boolean success,
            @Nullable Object data,
            @Nullable String error) {}
}

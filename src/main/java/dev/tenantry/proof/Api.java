package dev.tenantry.proof;

import dev.tenantry.proof.IsolationProof.Target;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Real HTTP to the API; whatever it is asked for as, it is reached at the target's own address. */
final class Api {
    private static final int TIMEOUT_SECONDS = 15;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int TRIES = 5;
    private final Vertx vertx;
    private final HttpClient client;
    private final Target target;

    Api(Vertx vertx, Target target) {
        var options = new HttpClientOptions().setConnectTimeout(5_000);
        target.certificate()
                .ifPresent(certificate -> options.setVerifyHost(false)
                        .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(certificate))));
        this.vertx = vertx;
        this.client = vertx.createHttpClient(options);
        this.target = target;
    }

    /** @param host what the server is addressed as; empty: by the target's own name */
    record Request(
            String method, String path, Optional<String> host, List<Map.Entry<String, String>> headers, String body) {

        static Request of(String method, String path) {
            return new Request(method, path, Optional.empty(), List.of(), "");
        }

        Request with(String header, String value) {
            var more = new ArrayList<>(headers);
            more.add(Map.entry(header, value));
            return new Request(method, path, host, List.copyOf(more), body);
        }

        Request bearer(String token) {
            return with("Authorization", "Bearer " + token);
        }

        Request at(String name) {
            return new Request(method, path, Optional.of(name), headers, body);
        }

        Request to(String otherPath) {
            return new Request(method, otherPath, host, headers, body);
        }

        Request sending(String mediaType, String text) {
            var typed = mediaType.isEmpty() ? this : with("Content-Type", mediaType);
            return new Request(method, path, host, typed.headers, text);
        }

        boolean says(String text) {
            return decoded(path).contains(text)
                    || body.contains(text)
                    || decoded(body).contains(text)
                    || headers.stream().anyMatch(header -> header.getValue().contains(text));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** {@code text} is everything that came, headers included. */
    record Answer(int status, MultiMap headers, String body) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        String text() {
            return headers.entries().stream().map(Map.Entry::getValue).collect(Collectors.joining("\n")) + "\n" + body;
        }

        JsonObject json() {
            try {
                return new JsonObject(body);
            } catch (DecodeException e) {
                return new JsonObject();
            }
        }

        /** Whether the same may be sent again in a second. */
        boolean isTooFast() {
            return status == TOO_MANY_REQUESTS && "1".equals(headers.get("Retry-After"));
        }

        /** The failure's name in the API's envelope; empty in other shapes. */
        String code() {
            return String.valueOf(json().getValue("code", ""));
        }
    }

    /** What comes too fast for the plan of a tenant is sent again. */
    Future<Answer> send(Request asked) {
        return send(asked, TRIES);
    }

    private Future<Answer> send(Request asked, int tries) {
        return sendOnce(asked)
                .compose(answer -> tries > 1 && answer.isTooFast()
                        ? vertx.timer(1, TimeUnit.SECONDS).compose(waited -> send(asked, tries - 1))
                        : Future.succeededFuture(answer));
    }

    private Future<Answer> sendOnce(Request asked) {
        var options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.url().getHost()))
                .setHost(asked.host().orElse(target.url().getHost()))
                .setPort(target.port())
                .setSsl(target.isSecure())
                .setMethod(HttpMethod.valueOf(asked.method()))
                .setURI(String.valueOf(target.url().getRawPath()) + asked.path());
        asked.headers().forEach(header -> options.addHeader(header.getKey(), header.getValue()));
        return client.request(options)
                .compose(request -> request.send(Buffer.buffer(asked.body()))
                        .compose(response -> response.body()
                                .map(body -> new Answer(response.statusCode(), response.headers(), body.toString())))
                        .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .onFailure(failure -> request.reset()));
    }

    Future<Void> close() {
        return client.close();
    }
}

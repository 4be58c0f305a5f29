package dev.tenantry.platform.openapi;

import dev.tenantry.platform.http.Access;
import dev.tenantry.platform.http.Reply;
import dev.tenantry.platform.http.Route;
import dev.tenantry.platform.http.body.Answer;
import dev.tenantry.platform.http.body.RequestBody;
import dev.tenantry.platform.http.body.RequestBody.Nothing;
import dev.tenantry.platform.view.Templates;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The document and the page that shows it, for anybody. Both are made once, by {@link #make}; who asks before waits. */
public final class DocumentRoutes {
    /** The page runs our own files and calls our own API, and nothing else. */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    private final List<Route<?>> own = List.of(
            route("/api/openapi.json", Answer.plain(200, Map.class, "This document"), DocumentRoutes::document),
            route("/api/docs", Answer.html("This document, to read and to try out"), DocumentRoutes::page));
    private final List<Route<?>> all;
    private final String version;
    private final Map<String, String> assets;
    private final Promise<Made> made = Promise.promise();

    /** What is served. */
    private record Made(Buffer document, String etag, String page) {}

    /**
     * @param others all other routes of the application
     * @param version of the application
     * @param assets the address of each static file by its name
     */
    public DocumentRoutes(List<Route<?>> others, String version, Map<String, String> assets) {
        this.all = Stream.concat(others.stream(), own.stream()).toList();
        this.version = version;
        this.assets = assets;
    }

    /** Makes the document and the page on a worker; who asks before waits. */
    public Future<Void> make(Vertx vertx) {
        return vertx.executeBlocking(this::madeNow, false).onComplete(made).mapEmpty();
    }

    private Made madeNow() {
        var document = Buffer.buffer(ApiDocument.of(all, version).encodePrettily() + "\n");
        return new Made(
                document, "\"" + digest(document) + "\"", new Templates().render("docs.ftl", Map.of("assets", assets)));
    }

    public List<Route<?>> routes() {
        return own;
    }

    private Route<Nothing> route(String path, Answer answer, Function<Made, Reply> shown) {
        return new Route<>(
                HttpMethod.GET,
                path,
                new Access.Everyone(),
                RequestBody.NONE,
                answer,
                call -> whenMade().map(shown));
    }

    /** On the context of whoever asks. */
    private Future<Made> whenMade() {
        if (made.future().isComplete()) {
            return made.future();
        }
        var asking = Vertx.currentContext();
        Promise<Made> answer = Promise.promise();
        made.future().onComplete(done -> asking.runOnContext(there -> answer.handle(done)));
        return answer.future();
    }

    private static Reply document(Made made) {
        return Reply.of(200, "application/json", made.document())
                .with("Cache-Control", "no-cache")
                .with("ETag", made.etag());
    }

    private static Reply page(Made made) {
        return Reply.html(200, made.page()).with("Content-Security-Policy", POLICY);
    }

    private static String digest(Buffer content) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes());
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

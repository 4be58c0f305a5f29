package dev.tenantry.app;

import dev.tenantry.platform.config.Listener;
import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.http.Pipeline;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** How every HTTP server of ours is opened and closed. */
final class HttpServers {
    private static final int DRAIN_SECONDS = 10;
    private static final String REMEMBERED_FOR_A_YEAR = "max-age=31536000";

    private HttpServers() {}

    /** @param secure whether its public address is https: then browsers are told to use no other (RFC 6797) */
    static Future<HttpServer> open(Vertx vertx, Router router, Listener listener, boolean secure, String portVariable) {
        var options = new HttpServerOptions()
                .setHost(listener.host())
                .setPort(listener.port())
                .setIdleTimeout(60)
                .setMaxInitialLineLength(8 * 1024)
                .setMaxHeaderSize(16 * 1024)
                .setCompressionSupported(false)
                // How a body is told and a connection closed is read as HTTP/1.1 has it; a proxy may speak HTTP/2 for
                // us.
                .setHttp2ClearTextEnabled(false)
                // Nothing here speaks WebSocket: each message would go through their handlers for nothing.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        listener.tls().ifPresent(tls -> speakTls(options, tls));
        Handler<HttpServerRequest> handler = secure
                ? request -> {
                    request.response().headers().set("Strict-Transport-Security", REMEMBERED_FOR_A_YEAR);
                    router.handle(request);
                }
                : router;
        return vertx.createHttpServer(options)
                .requestHandler(handler)
                .invalidRequestHandler(Pipeline::refuseUnreadable)
                .listen()
                .recover(failure -> Future.failedFuture(told(failure, listener, portVariable)));
    }

    /** HTTP/1.1 alone: connections are closed by header here, which HTTP/2 has not; a proxy may speak it for us. */
    private static void speakTls(HttpServerOptions options, Listener.Tls tls) {
        options.setSsl(true)
                .setUseAlpn(false)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertValue(Buffer.buffer(tls.certificates()))
                        .setKeyValue(Buffer.buffer(tls.key().reveal())));
    }

    /** Takes no new connection, lets running requests end, and closes what is left after ten seconds. */
    static Future<Void> drain(HttpServer server) {
        return server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
    }

    private static Throwable told(Throwable failure, Listener listener, String portVariable) {
        var place = listener.host() + ":" + listener.port();
        if (failure instanceof UnknownHostException) {
            return new StartupException("Cannot listen on " + place + ": there is no such address here.", failure);
        }
        if (failure instanceof IOException) {
            // "Address already in use", "Permission denied", …: the last part is the system's own words.
            var words = String.valueOf(failure.getMessage());
            return new StartupException(
                    "Cannot listen on " + place + ": "
                            + words.substring(words.lastIndexOf(": ") + 1).strip()
                            + ". Stop what uses the port, or set " + portVariable + " to another.",
                    failure);
        }
        return failure;
    }
}

package dev.tenantry.platform.outbound;

import dev.tenantry.platform.config.BackendConfig;
import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Fetches what strangers point at: https only, from public addresses only, a small answer in a short time, and never where a
 * redirect leads. A name is resolved once, every address of it is judged, and the connection goes to the one that was judged,
 * so that no second answer of the name's owner is ever asked for (DNS rebinding).
 */
public final class Outbound {
    private static final int LARGEST = 256 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int AT_ONCE = 32;
    private static final int RESOLVERS = 4;
    private final HttpClient client;
    private final WorkerExecutor resolvers;
    private final boolean allowLoopback;
    private final Function<String, List<InetAddress>> names;
    private final AtomicInteger open = new AtomicInteger();

    public Outbound(Vertx vertx, BackendConfig.Outbound config) {
        this(vertx, config, Outbound::addresses);
    }

    /** @param names the addresses of a name, none for an unknown one; may block */
    Outbound(Vertx vertx, BackendConfig.Outbound config, Function<String, List<InetAddress>> names) {
        var options = new HttpClientOptions()
                .setConnectTimeout((int) LONGEST.toMillis())
                .setKeepAlive(false)
                .setVerifyHost(true);
        config.ca().ifPresent(pem -> options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem))));
        this.client = vertx.createHttpClient(options);
        this.resolvers = vertx.createSharedWorkerExecutor("tenantry-outbound", RESOLVERS);
        this.allowLoopback = config.allowLoopback();
        this.names = names;
    }

    /** The body of a 200; fails with {@link OutboundException} otherwise, with {@code OVERLOADED} when too much is open. */
    public Future<Buffer> get(URI address) {
        var host = address.getHost();
        if (host == null || address.getRawUserInfo() != null) {
            return refused("it names no host");
        }
        var secure = "https".equals(address.getScheme());
        if (!secure && !(allowLoopback && "http".equals(address.getScheme()))) {
            return refused("it is not https");
        }
        if (open.incrementAndGet() > AT_ONCE) {
            open.decrementAndGet();
            return Future.failedFuture(new AppException(ErrorCode.OVERLOADED));
        }
        return resolvers
                .executeBlocking(() -> names.apply(host.replaceAll("^\\[|]$", "")), false)
                .compose(found -> judged(found, secure))
                .compose(judged -> fetch(address, judged, secure))
                .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> failure instanceof OutboundException
                        ? Future.failedFuture(failure)
                        : refused("it did not answer as it should"))
                .onComplete(done -> open.decrementAndGet());
    }

    /** One address is enough to refuse the name: who owns it must not choose which one is asked. */
    private Future<InetAddress> judged(List<InetAddress> addresses, boolean secure) {
        if (addresses.isEmpty()) {
            return refused("there is no such host");
        }
        for (var address : addresses) {
            var loopback = allowLoopback && address.isLoopbackAddress();
            if (!loopback && (!secure || !PublicAddress.is(address))) {
                return refused("its host is not a public one");
            }
        }
        return Future.succeededFuture(addresses.get(0));
    }

    private Future<Buffer> fetch(URI address, InetAddress judged, boolean secure) {
        var port = address.getPort() > 0 ? address.getPort() : secure ? 443 : 80;
        var path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        var options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(port, judged.getHostAddress()))
                .setHost(address.getHost())
                .setPort(port)
                .setSsl(secure)
                .setFollowRedirects(false)
                .setURI(address.getRawQuery() == null ? path : path + "?" + address.getRawQuery())
                .addHeader("Accept", "application/json");
        return client.request(options)
                .compose(request -> request.send()
                        .compose(Outbound::body)
                        .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                        .onFailure(failure -> request.reset()));
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        var promise = Promise.<Buffer>promise();
        response.exceptionHandler(promise::tryFail);
        if (response.statusCode() != 200) {
            promise.fail(new OutboundException("it answered " + response.statusCode()));
            return promise.future();
        }
        var body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > LARGEST) {
                promise.tryFail(new OutboundException("its answer is too large"));
            } else {
                body.appendBuffer(part);
            }
        });
        response.endHandler(end -> promise.tryComplete(body));
        return promise.future();
    }

    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private static <T> Future<T> refused(String why) {
        return Future.failedFuture(new OutboundException(why));
    }
}

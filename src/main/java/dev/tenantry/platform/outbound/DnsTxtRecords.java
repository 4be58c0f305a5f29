package dev.tenantry.platform.outbound;

import dev.tenantry.platform.error.AppException;
import dev.tenantry.platform.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.DnsException;
import io.vertx.core.dns.DnsResponseCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks a DNS server, each time anew: nothing is remembered. */
public final class DnsTxtRecords implements TxtRecords {
    private static final Duration LONGEST_QUERY = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int AT_ONCE = 32;
    private final Vertx vertx;
    private final Optional<String> server;
    private final AtomicInteger open = new AtomicInteger();

    /** @param server as address:port; empty: the system's */
    public DnsTxtRecords(Vertx vertx, Optional<String> server) {
        this.vertx = vertx;
        this.server = server;
    }

    @Override
    public Future<List<String>> of(String name) {
        if (open.incrementAndGet() > AT_ONCE) {
            open.decrementAndGet();
            return Future.failedFuture(new AppException(ErrorCode.OVERLOADED));
        }
        return Future.succeededFuture()
                .compose(now -> ask(name))
                .recover(failure -> failure instanceof DnsException answer && answer.code() == DnsResponseCode.NXDOMAIN
                        ? Future.succeededFuture(List.of())
                        : Future.failedFuture(failure))
                .onComplete(done -> open.decrementAndGet());
    }

    private Future<List<String>> ask(String name) {
        var client = client();
        return client.resolveTXT(name)
                .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .eventually(client::close);
    }

    private DnsClient client() {
        var options = new DnsClientOptions().setQueryTimeout(LONGEST_QUERY.toMillis());
        server.ifPresent(place -> {
            var colon = place.lastIndexOf(':');
            options.setHost(place.substring(0, colon)).setPort(Integer.parseInt(place.substring(colon + 1)));
        });
        return vertx.createDnsClient(options);
    }
}

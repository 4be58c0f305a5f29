package dev.tenantry.platform.sql.listen;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what PostgreSQL notifies, on one connection of its own that is opened at the first need. After a loss it connects
 * again, ever less often while that fails, and tells each listener that it may have missed something. All of it on
 * one event loop.
 */
public final class Channels {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final int DOUBLED_AT_MOST = 8;
    private static final long HEARTBEAT_MILLIS = 30_000;
    private static final long SILENCE_SECONDS = 10;
    private final Vertx vertx;
    private final Future<PgConnectOptions> options;
    private final Context context;
    private final Map<String, Set<Listener>> listeners = new HashMap<>();
    private @Nullable Future<PgConnection> connection;
    private boolean reconnecting;
    private int failures;
    private boolean closed;

    public Channels(Vertx vertx, Future<PgConnectOptions> options) {
        this.vertx = vertx;
        this.options = options;
        this.context = vertx.getOrCreateContext();
    }

    /** Succeeds when PostgreSQL listens: what is committed from then on is heard. */
    public Future<Listening> listen(String channel, Listener listener) {
        return here(() -> {
            if (closed) {
                return Future.failedFuture(new IllegalStateException("Closed"));
            }
            listeners.computeIfAbsent(channel, first -> new LinkedHashSet<>()).add(listener);
            return connection()
                    .compose(open -> open.query("LISTEN " + channel).execute())
                    .onFailure(failure -> remove(channel, listener))
                    .map(listening -> new Listening(() -> forget(channel, listener)));
        });
    }

    private Future<Void> forget(String channel, Listener listener) {
        return here(() -> {
            remove(channel, listener);
            return connection != null && !listeners.containsKey(channel)
                    ? connection
                            .compose(open -> open.query("UNLISTEN " + channel).execute())
                            .mapEmpty()
                    : Future.succeededFuture();
        });
    }

    public Future<Void> close() {
        return here(() -> {
            closed = true;
            listeners.clear();
            return connection == null
                    ? Future.succeededFuture()
                    : connection
                            .compose(PgConnection::close)
                            .timeout(SILENCE_SECONDS, TimeUnit.SECONDS)
                            .otherwiseEmpty();
        });
    }

    private void remove(String channel, Listener listener) {
        listeners.computeIfPresent(channel, (name, left) -> left.remove(listener) && left.isEmpty() ? null : left);
    }

    private Future<PgConnection> connection() {
        if (connection == null) {
            connection = options.compose(known -> PgConnection.connect(vertx, known))
                    .onSuccess(this::opened)
                    .onFailure(failure -> connection = null);
        }
        return connection;
    }

    private void opened(PgConnection open) {
        var heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> beat(open, timer));
        open.notificationHandler(this::heard);
        open.closeHandler(gone -> lost(open, heartbeat));
    }

    /** A peer that has gone without a word is noticed by its silence; it would not answer a farewell either. */
    private void beat(PgConnection open, long heartbeat) {
        open.query("SELECT 1")
                .execute()
                .timeout(SILENCE_SECONDS, TimeUnit.SECONDS)
                .onFailure(silent -> {
                    lost(open, heartbeat);
                    open.close();
                });
    }

    private void lost(PgConnection open, long heartbeat) {
        vertx.cancelTimer(heartbeat);
        if (connection != null && connection.result() == open) {
            connection = null;
            reconnectLater();
        }
    }

    private void reconnectLater() {
        if (reconnecting || closed || listeners.isEmpty()) {
            return;
        }
        reconnecting = true;
        vertx.setTimer(FIRST_PAUSE_MILLIS << Math.min(failures, DOUBLED_AT_MOST), due -> {
            reconnecting = false;
            reconnect();
        });
    }

    private void reconnect() {
        if (closed || listeners.isEmpty()) {
            return;
        }
        var all = listeners.keySet().stream().map(name -> "LISTEN " + name).collect(Collectors.joining("; "));
        connection()
                .compose(open -> open.query(all).execute().onFailure(failure -> open.close()))
                .onSuccess(listening -> {
                    failures = 0;
                    listeners.values().forEach(some -> List.copyOf(some).forEach(this::missed));
                })
                .onFailure(failure -> {
                    failures++;
                    LOG.warn("Not listening to notifications: {}", failure.getMessage());
                    reconnectLater();
                });
    }

    private void heard(PgNotification notification) {
        for (var listener : List.copyOf(listeners.getOrDefault(notification.getChannel(), Set.of()))) {
            guarded(() -> listener.received(notification.getPayload()));
        }
    }

    private void missed(Listener listener) {
        guarded(listener::mayHaveMissed);
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("A listener failed", e);
        }
    }

    private <T> Future<T> here(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(now -> work.get().onComplete(promise));
        return promise.future();
    }
}

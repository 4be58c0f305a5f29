package dev.tenantry.platform.quota.rate;

import dev.tenantry.platform.config.Secret;
import dev.tenantry.platform.tenancy.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The buckets that all nodes share, by the clock of the Redis they stand in. */
final class RedisBuckets {
    private static final String PREFIX = "tenantry:rate:";

    // Times are microseconds. Takes as many as there are, up to those wanted; the key ends when the bucket is full.
    private static final String TAKE = """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local interval, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            local full = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
            local left = math.max(0, math.floor((now + interval * burst - full) / interval + 0.001))
            local taken = math.min(left, wanted)
            if taken > 0 then
                full = full + taken * interval
                redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil((full - now) / 1000))
            end
            local wait = math.max(0, full + interval - now - interval * burst)
            return {taken, left - taken, math.ceil(wait), math.ceil(full - now)}
            """;
    private static final int CONNECTIONS = 4;
    private static final int WAITING = 256;
    private static final int CONNECT_MILLIS = 500;
    private static final long ANSWER_MILLIS = 250;
    private static final long MICRO_NANOS = TimeUnit.MICROSECONDS.toNanos(1);
    private final Redis redis;

    /**
     * @param taken of those wanted
     * @param left how many more could come at once
     * @param waitNanos until one may come again
     * @param fullNanos until a whole burst may come again
     */
    record Taken(long taken, long left, long waitNanos, long fullNanos) {}

    RedisBuckets(Vertx vertx, Secret url) {
        redis = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(url.reveal())
                        .setNetClientOptions(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS))
                        .setMaxPoolSize(CONNECTIONS)
                        .setMaxPoolWaiting(WAITING)
                        .setMaxWaitingHandlers(WAITING));
    }

    /** Fails when Redis has not answered in a quarter of a second. */
    Future<Taken> take(TenantId tenant, Rate rate, int wanted) {
        return redis.send(Request.cmd(Command.EVAL)
                        .arg(TAKE)
                        .arg(1)
                        .arg(PREFIX + tenant)
                        .arg(String.format(Locale.ROOT, "%.6f", rate.intervalNanos() / MICRO_NANOS))
                        .arg(rate.burst())
                        .arg(wanted))
                .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .map(RedisBuckets::read);
    }

    /** Whether it answers; the first time it connects. */
    Future<Void> ping() {
        return redis.send(Request.cmd(Command.PING))
                .timeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
                .mapEmpty();
    }

    private static Taken read(Response answer) {
        return new Taken(
                answer.get(0).toLong(),
                answer.get(1).toLong(),
                answer.get(2).toLong() * MICRO_NANOS,
                answer.get(3).toLong() * MICRO_NANOS);
    }

    Future<Void> close() {
        return redis.close();
    }
}

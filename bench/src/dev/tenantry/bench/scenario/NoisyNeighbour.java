package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Figure.Target;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Rounds;
import dev.tenantry.bench.Scenario;
import dev.tenantry.bench.load.Load;
import dev.tenantry.bench.load.Request;
import dev.tenantry.bench.load.Request.Check;
import dev.tenantry.bench.load.Sender;
import dev.tenantry.bench.server.Api;
import dev.tenantry.bench.server.House;
import dev.tenantry.bench.server.Product;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two tenants of the plan {@code basic} as the product brings it, which allows 12,000 requests a minute. The quiet one reads
 * its products at half of that, 100 a second; its 99th percentile beside the noisy one, which is sent at ten times the limit,
 * 2,000 a second, is set against that of the same reads alone. The noisy one may be told to come again (429), the quiet one
 * never.
 */
public final class NoisyNeighbour implements Scenario {
    private static final String PLAN = "basic";
    private static final int PER_SECOND = 12_000 / 60;
    private static final int QUIET = PER_SECOND / 2;
    private static final int NOISY = PER_SECOND * 10;
    private static final int READERS = 16;
    private static final int CONNECTIONS = 64;

    @Override
    public String name() {
        return "noisy-neighbour";
    }

    @Override
    public String says() {
        return "reads of a quiet tenant beside one at ten times its limit; against the same reads alone";
    }

    @Override
    public List<Figure> run(Lab lab) throws Exception {
        var product =
                lab.opened(Product.start(lab.options().root(), lab.emptyFolder(), Map.of("DEFAULT_TENANT_PLAN", PLAN)));
        var quiet = TenantRead.ours(List.of(House.make(product, "quiet", 100)));
        var noisy = House.make(product, "noisy", 100);
        var seconds = lab.options().seconds();
        var served = new AtomicLong();
        var refused = new AtomicLong();
        var noise = noisy.products().stream()
                .map(id -> noise(noisy, id, served, refused))
                .toList();
        var threads = Executors.newSingleThreadExecutor();
        try {
            var pairs = Rounds.of(
                    lab,
                    () -> {
                        // It begins before and ends after what is measured.
                        var neighbour = threads.submit(
                                () -> new Sender().at(NOISY, product.port(), noise, CONNECTIONS, seconds + 2));
                        TimeUnit.SECONDS.sleep(1);
                        var slowest = read(product, quiet, seconds);
                        Load.checked(neighbour.get());
                        return slowest;
                    },
                    () -> read(product, quiet, seconds));
            lab.say("of the noisy one's requests " + served + " were served, " + refused + " refused");
            if (refused.get() < served.get()) {
                throw new IllegalStateException("It was within its limit: that was no noise");
            }
            return List.of(new Figure(
                    "read beside a noisy neighbour, 99th percentile",
                    "ms",
                    pairs.a(),
                    pairs.b(),
                    Target.ratioAtMost(1.5)));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Request noise(House noisy, String id, AtomicLong served, AtomicLong refused) {
        var right = Check.has(200, id);
        return Request.get("/api/v1/products/" + id, Api.bearer(noisy.slug(), noisy.token()), (status, body) -> {
            (status == 429 ? refused : served).incrementAndGet();
            return status == 429 || right.isRight(status, body);
        });
    }

    private static double read(Product product, List<Request> reads, int seconds) throws Exception {
        return Load.checked(new Sender().at(QUIET, product.port(), reads, READERS, seconds))
                .percentile(99);
    }
}

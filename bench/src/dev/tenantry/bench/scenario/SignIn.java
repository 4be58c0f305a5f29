package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Figure.Target;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Numbers;
import dev.tenantry.bench.Rounds;
import dev.tenantry.bench.Scenario;
import dev.tenantry.bench.load.Load;
import dev.tenantry.bench.load.Outcome;
import dev.tenantry.bench.load.Request;
import dev.tenantry.bench.load.Request.Check;
import dev.tenantry.bench.load.Sender;
import dev.tenantry.bench.server.Api;
import dev.tenantry.bench.server.Hashing;
import dev.tenantry.bench.server.House;
import dev.tenantry.bench.server.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * People who sign in by the password grant, on eight connections over many tenants; against the product's own Argon2id, on as
 * many threads as there are processors, in a JVM of its own that does nothing else.
 *
 * <p>Then a storm: ten times as many sign-ins each second as were answered before, on more connections than there are places
 * in the queue, so that most are told to come again (503). Beside it products are read at a steady rate; their 99th percentile
 * is set against that of the same reads without the storm, from when each was due.
 */
public final class SignIn implements Scenario {
    private static final int CONNECTIONS = 8;
    /** One account has a few of its sign-ins looked at at once; these are enough accounts to fill the queue. */
    private static final int TENANTS_EACH_PROCESSOR = 12;
    /** More than wait in the queue and are hashed, of each processor. */
    private static final int STORM_EACH_PROCESSOR = 64;

    private static final int TIMES = 10;
    private static final int READS = 500;
    private static final int READERS = 32;

    @Override
    public String name() {
        return "sign-in";
    }

    @Override
    public String says() {
        return "the password grant; against Argon2id alone; then reads in a storm of sign-ins against quiet ones";
    }

    @Override
    public List<Figure> run(Lab lab) throws Exception {
        var product = lab.product();
        var processors = Runtime.getRuntime().availableProcessors();
        var people = new ArrayList<Person>();
        var houses = House.make(product, TENANTS_EACH_PROCESSOR * processors, 20);
        for (var house : houses) {
            people.add(new Person(house, product.api().client(house.slug(), house.token(), "password")));
        }
        var alone = lab.opened(Hashing.beside(lab.emptyFolder(), product));
        var seconds = lab.options().seconds();
        var signIns = people.stream()
                .map(person -> person.asking(Check.has(200, "access_token")))
                .toList();
        var speed = Rounds.of(
                lab,
                () -> {
                    var outcome = new Sender().run(product.port(), signIns, CONNECTIONS, seconds);
                    await(product, people.get(0));
                    return outcome.perSecond();
                },
                () -> alone.perSecond(seconds));
        alone.close();
        return List.of(
                new Figure("sign-in", "sign-ins/s", speed.a(), speed.b(), Target.ratioAtLeast(0.85)),
                storm(lab, product, houses, people, TIMES * Numbers.median(speed.a())));
    }

    private static Figure storm(Lab lab, Product product, List<House> houses, List<Person> people, double wanted)
            throws Exception {
        var reads = Reads.ofProduct(houses);
        var seconds = lab.options().seconds();
        var connections = STORM_EACH_PROCESSOR * Runtime.getRuntime().availableProcessors();
        // Within its first second the queue has to be full.
        var rate = Math.max((int) wanted, connections);
        var done = new AtomicLong();
        var sentAway = new AtomicLong();
        var right = Check.has(200, "access_token");
        var storming = people.stream()
                .map(person -> person.asking((status, body) -> {
                    (status == 200 ? done : sentAway).incrementAndGet();
                    return status == 503 || right.isRight(status, body);
                }))
                .toList();
        lab.say("a storm of " + rate + " sign-ins each second");
        var threads = Executors.newSingleThreadExecutor();
        try {
            var pairs = Rounds.of(
                    lab,
                    () -> {
                        // It begins before and ends after what is measured.
                        var storm = threads.submit(
                                () -> new Sender().at(rate, product.port(), storming, connections, seconds + 2));
                        TimeUnit.SECONDS.sleep(1);
                        var slowest = read(product, reads, seconds);
                        right(storm.get());
                        await(product, people.get(0));
                        return slowest;
                    },
                    () -> read(product, reads, seconds));
            lab.say("of the storm " + done + " signed in, " + sentAway + " were told to come again");
            if (sentAway.get() == 0) {
                throw new IllegalStateException("The queue was never full: that was no storm");
            }
            return new Figure(
                    "read in a storm of sign-ins, 99th percentile", "ms", pairs.a(), pairs.b(), Target.ratioAtMost(3));
        } finally {
            threads.shutdownNow();
        }
    }

    private static double read(Product product, List<Request> reads, int seconds) throws Exception {
        return right(new Sender().at(READS, product.port(), reads, READERS, seconds))
                .percentile(99);
    }

    private static Outcome right(Outcome outcome) {
        return Load.checked(outcome);
    }

    /** One more, which is answered after those that nobody waits for any more: the next turn has the machine to itself. */
    private static void await(Product product, Person person) throws Exception {
        var api = product.api();
        while (true) {
            try {
                api.token(person.house.slug(), person.client, person.form());
                return;
            } catch (Api.Refused full) {
                if (full.status() != 503) {
                    throw full;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private record Person(House house, Api.Client client) {
        Map<String, String> form() {
            return Map.of("grant_type", "password", "username", "owner", "password", Api.PASSWORD);
        }

        Request asking(Check check) {
            return Request.form(
                    "/oauth/token",
                    Map.of("X-Tenant-Slug", house.slug(), "Authorization", client.authorization()),
                    Api.form(form()),
                    check);
        }
    }
}

package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Figure.Target;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Numbers;
import dev.tenantry.bench.Rounds;
import dev.tenantry.bench.Rounds.Turn;
import dev.tenantry.bench.Scenario;
import dev.tenantry.bench.load.Once;
import dev.tenantry.bench.load.Request;
import dev.tenantry.bench.server.Api;
import dev.tenantry.bench.server.Crowd;
import dev.tenantry.bench.server.House;
import dev.tenantry.bench.server.Product;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Two products side by side: one with many tenants, one with ten. Every tenant has rows in all tables that a registered one
 * has, and a client, whose token it is read with; the reads are spread evenly over all, and all have been read once before
 * anything is measured. Then registrations one after the other, what each process has of the memory after that, and how long
 * each takes from its start to the first product it answers with.
 */
public final class ManyTenants implements Scenario {
    private static final int FEW = 10;
    private static final int CONNECTIONS = 64;
    private static final int REGISTRATIONS = 10;
    /** Tokens have to live as long as the run, and to be good for the same server on another port. */
    private static final Map<String, String> SETTINGS =
            Map.of("OAUTH2_ACCESS_TOKEN_EXPIRES", "604800", "OAUTH2_ISSUER", "http://bench.localhost");

    @Override
    public String name() {
        return "many-tenants";
    }

    @Override
    public String says() {
        return "reads over many tenants, registration, memory and start; against the same with ten tenants";
    }

    @Override
    public List<Figure> run(Lab lab) throws Exception {
        var many = Side.make(lab, "many-", lab.options().tenants());
        var few = Side.make(lab, "few-", FEW);
        many.readAll(lab);
        few.readAll(lab);
        var seconds = lab.options().seconds();
        var reads = Rounds.of(lab, () -> many.read(lab, seconds), () -> few.read(lab, seconds));
        var registrations = Rounds.of(lab, many::register, few::register);
        var memory = List.of(many.product.residentMegabytes());
        var memoryOfFew = List.of(few.product.residentMegabytes());
        many.product.close();
        few.product.close();
        var starts = Rounds.of(lab, many.starting(lab), few.starting(lab));
        var of = " of " + lab.options().tenants() + " tenants";
        return List.of(
                new Figure("read" + of, "requests/s", reads.a(), reads.b(), Target.ratioAtLeast(0.90)),
                new Figure(
                        "registration beside" + of.substring(3),
                        "ms",
                        registrations.a(),
                        registrations.b(),
                        Target.ratioAtMost(1.3)),
                new Figure("start with the data" + of, "s", starts.a(), starts.b(), Target.ratioAtMost(1.2)),
                new Figure("resident after reads" + of, "MB", memory, memoryOfFew, Target.ratioAtMost(1.2)));
    }

    /** One of the two products. */
    private static final class Side {
        final Product product;
        private final Path folder;
        private final List<House> houses;
        private final List<Request> requests;
        private final Random random = new Random(1);
        private int registered;

        private Side(Product product, Path folder, List<House> houses) {
            this.product = product;
            this.folder = folder;
            this.houses = houses;
            this.requests = requests(houses);
        }

        static Side make(Lab lab, String name, int tenants) throws Exception {
            var folder = lab.emptyFolder();
            var product = lab.opened(Product.start(lab.options().root(), folder, SETTINGS));
            product.withoutLimits();
            var begun = System.nanoTime();
            var houses = Crowd.make(product, name, tenants);
            Crowd.settle(product);
            lab.say(tenants + " tenants made in " + Math.round((System.nanoTime() - begun) / 1e9) + " s");
            // What giving out so many tokens has left in its memory is not what reading needs.
            product.close();
            return new Side(lab.opened(Product.start(lab.options().root(), folder, SETTINGS)), folder, houses);
        }

        /** One product of each tenant, known by its name to be that tenant's. */
        private static List<Request> requests(List<House> houses) {
            var requests = new ArrayList<Request>();
            for (int i = 0; i < houses.size(); i++) {
                var house = houses.get(i);
                var products = house.products();
                requests.add(Request.get(
                        "/api/v1/products/" + products.get(i % products.size()),
                        Api.bearer(house.slug(), house.token()),
                        Request.Check.has(200, "of-" + house.slug() + "-")));
            }
            return requests;
        }

        /** Each at least once. */
        void readAll(Lab lab) throws Exception {
            var begun = System.nanoTime();
            Once.ask(product.port(), requests, CONNECTIONS, (number, body) -> {});
            lab.say("all read in " + Math.round((System.nanoTime() - begun) / 1e9) + " s");
        }

        double read(Lab lab, int seconds) throws Exception {
            // A turn is too short for all of them: each begins with others.
            Collections.shuffle(requests, random);
            return lab.load()
                    .run(product.port(), requests, CONNECTIONS, seconds)
                    .perSecond();
        }

        /** The median of some, in milliseconds. */
        double register() throws Exception {
            var api = product.api();
            var times = new ArrayList<Double>();
            for (int i = 0; i < REGISTRATIONS; i++) {
                var begun = System.nanoTime();
                api.register("newcomer-" + registered++);
                times.add((System.nanoTime() - begun) / 1e6);
            }
            return Numbers.median(times);
        }

        /** From the start of the process to the first product, in seconds. */
        Turn starting(Lab lab) {
            var house = houses.get(0);
            return () -> {
                var begun = System.nanoTime();
                var started = lab.opened(Product.launch(lab.options().root(), folder, SETTINGS));
                started.awaitAnswer(
                        "/api/v1/products/" + house.products().get(0), Api.bearer(house.slug(), house.token()));
                var seconds = (System.nanoTime() - begun) / 1e9;
                started.close();
                return seconds;
            };
        }
    }
}

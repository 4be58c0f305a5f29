package dev.tenantry.bench.scenario;

import dev.tenantry.bench.Figure;
import dev.tenantry.bench.Figure.Target;
import dev.tenantry.bench.Lab;
import dev.tenantry.bench.Rounds;
import dev.tenantry.bench.Scenario;
import dev.tenantry.bench.server.Api;
import dev.tenantry.bench.server.House;
import dev.tenantry.bench.server.Jdks;
import dev.tenantry.bench.server.Product;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From the start of {@code ./tenantry} until it answers a tenant's read, PostgreSQL included, with the data of ten tenants:
 * on JDK 25 and on JDK 17, which {@code JAVA_HOME} chooses. A JDK that is not there is left out. Then the very first start, in
 * an empty folder, until it says that it is healthy. It is asked every five milliseconds, with a token of before.
 */
public final class Start implements Scenario {
    private static final int NEW = 25;
    private static final int OLD = 17;
    private static final String ISSUER = "OAUTH2_ISSUER";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String says() {
        return "start to the first tenant read on JDK " + NEW + "; against JDK " + OLD + "; then the very first start";
    }

    @Override
    public List<Figure> run(Lab lab) throws Exception {
        var newer = Jdks.find(NEW);
        var older = Jdks.find(OLD);
        var figures = new ArrayList<Figure>();
        if (newer.isEmpty() || older.isEmpty()) {
            lab.say("there is no JDK " + (newer.isEmpty() ? NEW : OLD) + " here: without it");
        }
        var folder = lab.emptyFolder();
        var house = withData(lab, folder);
        for (var jdk : Stream.of(newer, older).flatMap(Optional::stream).toList()) {
            Product.rehearse(lab.options().root(), lab.emptyFolder(), settings(Optional.of(jdk)));
        }
        if (newer.isPresent() || older.isPresent()) {
            figures.add(figure(lab, folder, house, newer, older));
        }
        var first = Rounds.alone(lab, () -> seconds(lab, lab.emptyFolder(), Map.of(), "/health", Map.of()));
        figures.add(new Figure("the very first start", "s", first, List.of(), Target.atMost(6)));
        return figures;
    }

    private static House withData(Lab lab, Path folder) throws Exception {
        try (var product = Product.start(lab.options().root(), folder, settings(Optional.empty()))) {
            product.withoutLimits();
            return House.make(product, 10, 100).get(0);
        }
    }

    private static Figure figure(Lab lab, Path folder, House house, Optional<Path> newer, Optional<Path> older)
            throws Exception {
        if (newer.isPresent() && older.isPresent()) {
            var pairs = Rounds.of(
                    lab,
                    () -> seconds(lab, folder, house, newer.get()),
                    () -> seconds(lab, folder, house, older.get()));
            return new Figure(
                    "start with data, JDK " + NEW + " (B: JDK " + OLD + ")",
                    "s",
                    pairs.a(),
                    pairs.b(),
                    Target.atMost(1.5));
        }
        var only = newer.or(() -> older).orElseThrow();
        return new Figure(
                "start with data, JDK " + (newer.isPresent() ? NEW : OLD),
                "s",
                Rounds.alone(lab, () -> seconds(lab, folder, house, only)),
                List.of(),
                newer.isPresent() ? Target.atMost(1.5) : Target.none());
    }

    private static double seconds(Lab lab, Path folder, House house, Path jdk) throws Exception {
        return seconds(
                lab,
                folder,
                settings(Optional.of(jdk)),
                "/api/v1/products/" + house.products().get(0),
                Api.bearer(house.slug(), house.token()));
    }

    private static double seconds(
            Lab lab, Path folder, Map<String, String> settings, String path, Map<String, String> headers)
            throws Exception {
        var begun = System.nanoTime();
        try (var product = Product.launch(lab.options().root(), folder, settings)) {
            product.awaitAnswer(path, headers);
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    /** Its port is another one each time, and the token has to stay good. */
    private static Map<String, String> settings(Optional<Path> jdk) {
        return jdk.map(home -> Map.of(ISSUER, "http://bench.localhost", "JAVA_HOME", home.toString()))
                .orElse(Map.of(ISSUER, "http://bench.localhost"));
    }
}

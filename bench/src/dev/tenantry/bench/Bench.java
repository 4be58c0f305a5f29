package dev.tenantry.bench;

import dev.tenantry.bench.load.Wrk;
import dev.tenantry.bench.scenario.Introspect;
import dev.tenantry.bench.scenario.ManyTenants;
import dev.tenantry.bench.scenario.Memory;
import dev.tenantry.bench.scenario.NoisyNeighbour;
import dev.tenantry.bench.scenario.Refresh;
import dev.tenantry.bench.scenario.SignIn;
import dev.tenantry.bench.scenario.Start;
import dev.tenantry.bench.scenario.TenantList;
import dev.tenantry.bench.scenario.TenantRead;
import dev.tenantry.bench.scenario.TenantWrite;
import dev.tenantry.bench.scenario.Tokens;
import dev.tenantry.bench.server.Product;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The benchmark: runs the scenarios that are named, prints the table and writes the JSON. */
public final class Bench {
    private static final List<Scenario> ALL = List.of(
            new TenantRead(),
            new TenantList(),
            new TenantWrite(),
            new Tokens(),
            new Introspect(),
            new Refresh(),
            new SignIn(),
            new ManyTenants(),
            new NoisyNeighbour(),
            new Start(),
            new Memory());

    private Bench() {}

    /** The first argument is the project's folder. */
    public static void main(String[] arguments) throws Exception {
        var rest = List.of(arguments).subList(1, arguments.length);
        if (rest.contains("--help") || rest.contains("-h")) {
            System.out.print(Options.USAGE);
            return;
        }
        if (rest.contains("--list")) {
            ALL.forEach(scenario -> System.out.printf("%-14s %s%n", scenario.name(), scenario.says()));
            return;
        }
        try {
            var options = Options.parse(rest, Path.of(arguments[0]), Wrk.isInstalled());
            run(chosen(options), options);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static List<Scenario> chosen(Options options) {
        if (options.scenarios().isEmpty()) {
            return ALL;
        }
        return options.scenarios().stream()
                .map(name -> ALL.stream()
                        .filter(scenario -> scenario.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("There is no scenario " + name + "; there are "
                                + ALL.stream().map(Scenario::name).collect(Collectors.joining(", ")))))
                .toList();
    }

    private static List<Figure> measured(Scenario scenario, Lab lab) throws Exception {
        try {
            return scenario.run(lab);
        } catch (Exception e) {
            lab.keep();
            throw e;
        }
    }

    private static void run(List<Scenario> scenarios, Options options) throws Exception {
        var figures = new ArrayList<Figure>();
        if (!options.quick()) {
            try (var lab = new Lab(options)) {
                Product.rehearse(options.root(), lab.emptyFolder(), Map.of());
            }
        }
        for (var scenario : scenarios) {
            System.err.println(scenario.name() + ": " + scenario.says());
            try (var lab = new Lab(options)) {
                figures.addAll(measured(scenario, lab));
            }
        }
        Report.print(figures, System.out);
        Report.write(figures, options, options.out());
    }
}

package dev.tenantry.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to measure.
 *
 * @param scenarios the names of those to run, in this order
 * @param seconds how long one side is loaded in one round
 * @param rounds how often A and B take turns; the first turn of each is not counted
 * @param tenants how many there are where many are meant
 * @param wrk whether wrk sends the load
 * @param root the project's folder
 * @param out where the JSON goes
 * @param quick whether it is only to be seen to work
 */
public record Options(
        List<String> scenarios, int seconds, int rounds, int tenants, boolean wrk, Path root, Path out, boolean quick) {
    static final String USAGE = """
            ./bench/run [option …] [scenario …]

              --list         the scenarios; without any named, all are run
              --seconds N    how long one side is loaded in one round (6)
              --rounds N     how often the sides take turns (5)
              --tenants N    how many tenants are many (100000)
              --quick        one short round of little: whether it works, not how fast it is
              --own-load     the load generator that comes along, also where there is wrk
              --out FILE     where the figures go as JSON (bench/results/latest.json)
            """;

    /** Fails with what is wrong. */
    static Options parse(List<String> arguments, Path root, boolean wrkInstalled) {
        var scenarios = new ArrayList<String>();
        int seconds = 6;
        int rounds = 5;
        int tenants = 100_000;
        var wrk = wrkInstalled;
        var quick = false;
        var out = root.resolve("bench/results/latest.json");
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            switch (argument) {
                case "--seconds" -> seconds = number(argument, rest.hasNext() ? rest.next() : "");
                case "--rounds" -> rounds = number(argument, rest.hasNext() ? rest.next() : "");
                case "--tenants" -> tenants = number(argument, rest.hasNext() ? rest.next() : "");
                case "--own-load" -> wrk = false;
                case "--out" -> out = Path.of(rest.next()).toAbsolutePath();
                case "--quick" -> {
                    quick = true;
                    seconds = 1;
                    rounds = 1;
                    tenants = 100;
                }
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("There is no option " + argument + "\n" + USAGE);
                    }
                    scenarios.add(argument);
                }
            }
        }
        return new Options(List.copyOf(scenarios), seconds, rounds, tenants, wrk, root, out, quick);
    }

    private static int number(String option, String value) {
        if (!value.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(option + " wants a number\n" + USAGE);
        }
        return Integer.parseInt(value);
    }
}

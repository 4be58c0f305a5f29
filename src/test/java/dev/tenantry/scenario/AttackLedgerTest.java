package dev.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each known attack on an authorization server has a test that carries its number, or a reason why there is nothing to attack. */
class AttackLedgerTest {
    private static final Path LEDGER = Path.of("src/test/resources/oauth-attacks.txt");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern NUMBER = Pattern.compile("\\bA\\d\\d\\b");

    @Test
    void findWhenAnAttackCanBeTriedThenATestCarriesItsNumber() throws IOException {
        var ledger = ledger();
        var tried = new TreeSet<String>();
        ledger.forEach((number, rest) -> {
            if (!rest.contains("Not here:")) {
                tried.add(number);
            }
        });

        assertThat(numbersInTests()).containsAll(tried);
        assertThat(ledger.keySet()).containsAll(numbersInTests());
    }

    private static Map<String, String> ledger() throws IOException {
        var ledger = new TreeMap<String, String>();
        for (var line : Files.readAllLines(LEDGER)) {
            if (NUMBER.matcher(line).lookingAt()) {
                assertThat(ledger.put(line.substring(0, 3), line.substring(3)))
                        .as(line)
                        .isNull();
            }
        }
        return ledger;
    }

    private static Set<String> numbersInTests() throws IOException {
        var numbers = new TreeSet<String>();
        try (var files = Files.walk(TESTS)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                NUMBER.matcher(Files.readString(file)).results().forEach(found -> numbers.add(found.group()));
            }
        }
        return numbers;
    }
}

package dev.tenantry.platform.config;

import dev.tenantry.platform.error.StartupException;
import dev.tenantry.platform.net.Network;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads variables, each also as {@code NAME_FILE}, and remembers every mistake so that one report names them all. */
final class Settings {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private final Map<String, String> environment;
    private final Set<String> mistakes = new LinkedHashSet<>();

    Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The value of NAME or the content of the file NAME_FILE names; empty when neither is set or it is blank. */
    Optional<String> find(String name) {
        var direct = environment.get(name);
        var file = environment.get(name + "_FILE");
        if (file == null || file.isBlank()) {
            return Optional.ofNullable(direct).map(String::strip).filter(value -> !value.isEmpty());
        }
        if (direct != null && !direct.isBlank()) {
            mistake(name, "is set, and " + name + "_FILE as well: set one of them");
        }
        try {
            return Optional.of(Files.readString(Path.of(file)).strip()).filter(value -> !value.isEmpty());
        } catch (IOException | InvalidPathException e) {
            mistake(name + "_FILE", "names " + file + ", which cannot be read");
            return Optional.empty();
        }
    }

    String text(String name, String fallback) {
        return find(name).orElse(fallback);
    }

    String matching(String name, String fallback, Predicate<String> right, String otherwise) {
        var value = text(name, fallback);
        if (!right.test(value)) {
            mistake(name, otherwise + ", not \"" + value + "\"");
        }
        return value;
    }

    int integer(String name, int fallback, int min, int max) {
        var value = find(name);
        if (value.isEmpty()) {
            return fallback;
        }
        try {
            var number = Integer.parseInt(value.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, as any number out of range
        }
        mistake(name, "must be a whole number from " + min + " to " + max + ", not \"" + value.get() + "\"");
        return fallback;
    }

    /** The address of a server: http or https, a host, no query, no trailing slash. */
    URI url(String name, String fallback) {
        var value = text(name, fallback);
        try {
            var uri = new URI(value);
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && SCHEMES.contains(uri.getScheme())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null) {
                return value.endsWith("/") ? new URI(value.substring(0, value.length() - 1)) : uri;
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        mistake(name, "must be an http or https address such as " + fallback + ", not \"" + value + "\"");
        return URI.create(fallback);
    }

    /** A number of seconds. */
    Duration seconds(String name, Duration fallback, Duration max) {
        return Duration.ofSeconds(integer(name, (int) fallback.toSeconds(), 1, (int) max.toSeconds()));
    }

    <E extends Enum<E>> E choice(String name, E fallback) {
        var value = text(name, fallback.name()).toUpperCase(Locale.ROOT);
        var choices = fallback.getDeclaringClass().getEnumConstants();
        for (var choice : choices) {
            if (choice.name().equals(value)) {
                return choice;
            }
        }
        var names = Arrays.stream(choices)
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        mistake(name, "must be one of " + names + ", not \"" + text(name, "") + "\"");
        return fallback;
    }

    boolean flag(String name, boolean fallback) {
        var value = matching(
                name,
                String.valueOf(fallback),
                text -> text.equals("true") || text.equals("false"),
                "must be true or false");
        return value.equals("true");
    }

    List<String> list(String name) {
        return find(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Addresses and ranges of them, separated by commas. */
    List<Network> networks(String name, String fallback) {
        var networks = new ArrayList<Network>();
        for (var text : find(name).isPresent() ? list(name) : List.of(fallback.split(", ?"))) {
            if (!text.isEmpty()) {
                Network.parse(text)
                        .ifPresentOrElse(
                                networks::add,
                                () -> mistake(
                                        name,
                                        "holds \"" + text + "\", which is no address and no range such as 10.0.0.0/8"));
            }
        }
        return List.copyOf(networks);
    }

    void mistake(String name, String problem) {
        mistakes.add(name + " " + problem);
    }

    boolean sound() {
        return mistakes.isEmpty();
    }

    void orThrow() {
        if (mistakes.size() == 1) {
            throw new StartupException(mistakes.iterator().next() + ".");
        }
        if (!mistakes.isEmpty()) {
            throw new StartupException(mistakes.size() + " settings are wrong:\n"
                    + mistakes.stream().map(line -> "  " + line + ".").collect(Collectors.joining("\n")));
        }
    }
}

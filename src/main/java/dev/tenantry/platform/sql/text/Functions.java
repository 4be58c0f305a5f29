package dev.tenantry.platform.sql.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The functions a statement may call, from the list beside this class. */
public final class Functions {
    private static final String LIST = "functions.txt";
    private static final Set<String> ALLOWED = read();

    private Functions() {}

    public static boolean allows(String name) {
        return ALLOWED.contains(name);
    }

    private static Set<String> read() {
        try (InputStream list = Objects.requireNonNull(Functions.class.getResourceAsStream(LIST), LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

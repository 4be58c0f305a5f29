package dev.tenantry.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Javas of this machine, where {@code ./tenantry} looks for them too. */
public final class Jdks {
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    private Jdks() {}

    /** The folder of one of that version. */
    public static Optional<Path> find(int version) throws IOException {
        for (var home : homes()) {
            var release = home.resolve("release");
            if (Files.isExecutable(home.resolve("bin/java")) && Files.isReadable(release)) {
                var told = VERSION.matcher(Files.readString(release));
                if (told.find() && Integer.parseInt(told.group(1)) == version) {
                    return Optional.of(home);
                }
            }
        }
        return Optional.empty();
    }

    /** The one that runs this, and those beside it and in the usual folders. */
    private static List<Path> homes() throws IOException {
        var mine = Path.of(System.getProperty("java.home")).toRealPath();
        var user = Path.of(System.getProperty("user.home"));
        var homes = new ArrayList<>(List.of(mine));
        for (var folder :
                List.of(mine.resolveSibling("."), Path.of("/usr/lib/jvm"), user.resolve(".sdkman/candidates/java"))) {
            if (Files.isDirectory(folder)) {
                try (var inside = Files.list(folder)) {
                    inside.sorted().forEach(homes::add);
                }
            }
        }
        for (var folder : List.of(
                Path.of("/Library/Java/JavaVirtualMachines"), user.resolve("Library/Java/JavaVirtualMachines"))) {
            if (Files.isDirectory(folder)) {
                try (var inside = Files.list(folder)) {
                    inside.sorted().map(home -> home.resolve("Contents/Home")).forEach(homes::add);
                }
            }
        }
        return homes;
    }
}

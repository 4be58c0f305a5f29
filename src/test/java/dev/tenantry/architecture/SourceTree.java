package dev.tenantry.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The sizes of a tree of Java files. */
record SourceTree(List<Path> files) {
    private static final int MOST_LINES = 400;
    private static final int MOST_FILES = 15;
    private static final String PACKAGE_INFO = "package-info.java";

    static SourceTree of(Path folder) throws IOException {
        try (var found = Files.walk(folder)) {
            return new SourceTree(
                    found.filter(file -> file.toString().endsWith(".java")).toList());
        }
    }

    List<Path> longFiles() {
        return files.stream().filter(file -> lines(file) > MOST_LINES).toList();
    }

    /** The package-info does not count. */
    List<Path> crowdedPackages() {
        return files.stream()
                .filter(file -> !file.endsWith(PACKAGE_INFO))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(folder -> folder.getValue() > MOST_FILES)
                .map(folder -> folder.getKey())
                .toList();
    }

    private static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

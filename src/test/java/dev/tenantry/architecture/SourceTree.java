package dev.tenantry.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A tree of Java files: their sizes, and what they import. */
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

    /** Imports as they are written: the classes do not show a constant that the compiler has copied. */
    List<String> importsOutside(AllowedImports table, Root root) {
        var declared = Pattern.compile("(?m)^package " + packageIn(root));
        var imported = Pattern.compile("(?m)^import (?:static )?" + packageIn(root));
        return files.stream()
                .map(SourceTree::text)
                .flatMap(text -> declared.matcher(text)
                        .results()
                        .map(origin -> root.relative(origin.group(1)))
                        .flatMap(from -> imported.matcher(text)
                                .results()
                                .map(target -> root.relative(target.group(1)))
                                .filter(to -> !to.equals(from) && !table.allows(from, to))
                                .map(to -> AllowedImports.refusal(from, to))))
                .distinct()
                .toList();
    }

    private static String packageIn(Root root) {
        return "(" + Pattern.quote(root.name()) + "(?:\\.[a-z]\\w*)*)[.;]";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        return text(file).lines().count();
    }
}

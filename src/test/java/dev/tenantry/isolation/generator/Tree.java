package dev.tenantry.isolation.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of a generated statement: words with one blank between them and smaller parts, and what it can be cut down to while
 * the statement stays one.
 */
public final class Tree {
    static final Tree NOTHING = of();
    private final List<Object> parts;
    private final List<Tree> simpler;

    private Tree(List<Object> parts, List<Tree> simpler) {
        this.parts = parts;
        this.simpler = simpler;
    }

    static Tree of(Object... parts) {
        return new Tree(List.of(parts), List.of());
    }

    Tree or(Object... alternatives) {
        return new Tree(
                parts,
                Arrays.stream(alternatives)
                        .map(one -> one instanceof Tree tree ? tree : of(one))
                        .toList());
    }

    /** A part that may be left out. */
    static Tree optional(Object... parts) {
        return of(parts).or(NOTHING);
    }

    /** Items with commas between them, of which all but one can be left out. */
    static Tree list(List<Tree> items) {
        var cut = items.size() < 2
                ? List.<Tree>of()
                : IntStream.range(0, items.size())
                        .mapToObj(left -> {
                            var fewer = new ArrayList<>(items);
                            fewer.remove(left);
                            return list(fewer);
                        })
                        .toList();
        return new Tree(fixed(items).parts, cut);
    }

    /** Items with commas between them, whose number counts. */
    static Tree fixed(List<Tree> items) {
        var parts = new ArrayList<Object>();
        for (var item : items) {
            if (!parts.isEmpty()) {
                parts.add(",");
            }
            parts.add(item);
        }
        return new Tree(List.copyOf(parts), List.of());
    }

    /** A parameter of type int, numbered by where it comes to stand. */
    static Tree parameter(String value) {
        return of(new Parameter(value));
    }

    private record Parameter(String value) {}

    /** With the parameters' values, as SQL literals. */
    record Written(List<String> words, List<String> values) {}

    Written write() {
        var written = new Written(new ArrayList<>(), new ArrayList<>());
        addTo(written);
        return written;
    }

    private void addTo(Written written) {
        for (var part : parts) {
            if (part instanceof Tree tree) {
                tree.addTo(written);
            } else if (part instanceof Parameter parameter) {
                written.values.add(parameter.value);
                written.words.add("$" + written.values.size() + "::int");
            } else {
                Arrays.stream(((String) part).split(" "))
                        .filter(word -> !word.isEmpty())
                        .forEach(written.words::add);
            }
        }
    }

    /** Every tree with one part cut down, the largest parts first. */
    Stream<Tree> cuts() {
        return Stream.concat(
                simpler.stream(), IntStream.range(0, parts.size()).boxed().flatMap(this::cutsOf));
    }

    private Stream<Tree> cutsOf(int index) {
        return parts.get(index) instanceof Tree part
                ? part.cuts().map(cut -> {
                    var changed = new ArrayList<>(parts);
                    changed.set(index, cut);
                    return new Tree(List.copyOf(changed), simpler);
                })
                : Stream.empty();
    }

    @Override
    public String toString() {
        return String.join(" ", write().words);
    }
}

package dev.tenantry.platform.http.path;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is served at which path, by the path's segments. A pattern's segment is text, or a name in braces that stands for any
 * one segment: {@code /api/v1/products/{id}}. Where both fit, the text goes first.
 *
 * @param <T> what is served
 */
public final class PathTree<T> {
    private final Node<T> root = new Node<>();

    /** What was found, and the segments that its pattern has names for, decoded. */
    public record Found<T>(T served, Map<String, String> parameters) {}

    private record Leaf<T>(List<String> names, T served) {}

    private static final class Node<T> {
        final Map<String, Node<T>> texts = new HashMap<>();
        final List<Leaf<T>> leaves = new ArrayList<>(1);

        @Nullable
        Node<T> any;
    }

    /** Of patterns that fit the same paths, the first one added goes first. */
    public void add(String pattern, T served) {
        var names = new ArrayList<String>();
        var node = root;
        for (var segment : pattern.substring(1).split("/", -1)) {
            if (segment.startsWith("{") && segment.endsWith("}")) {
                names.add(segment.substring(1, segment.length() - 1));
                if (node.any == null) {
                    node.any = new Node<>();
                }
                node = node.any;
            } else {
                node = node.texts.computeIfAbsent(segment, first -> new Node<>());
            }
        }
        node.leaves.add(new Leaf<>(List.copyOf(names), served));
    }

    /**
     * The first that fits the path and is wanted.
     *
     * @param path beginning with a slash
     * @throws IllegalArgumentException when a segment cannot be decoded
     */
    public Optional<Found<T>> find(String path, Predicate<T> wanted) {
        return path.startsWith("/")
                ? Optional.ofNullable(find(root, path, 1, new ArrayList<>(2), wanted))
                : Optional.empty();
    }

    private static <T> @Nullable Found<T> find(
            Node<T> node, String path, int from, List<String> captured, Predicate<T> wanted) {
        if (from > path.length()) {
            return first(node, captured, wanted);
        }
        int slash = path.indexOf('/', from);
        int end = slash < 0 ? path.length() : slash;
        var segment = path.substring(from, end);
        var text = node.texts.get(segment);
        var found = text == null ? null : find(text, path, end + 1, captured, wanted);
        if (found != null || node.any == null || segment.isEmpty()) {
            return found;
        }
        captured.add(segment);
        found = find(node.any, path, end + 1, captured, wanted);
        captured.remove(captured.size() - 1);
        return found;
    }

    private static <T> @Nullable Found<T> first(Node<T> node, List<String> captured, Predicate<T> wanted) {
        for (var leaf : node.leaves) {
            if (wanted.test(leaf.served)) {
                return new Found<>(leaf.served, parameters(leaf.names, captured));
            }
        }
        return null;
    }

    private static Map<String, String> parameters(List<String> names, List<String> captured) {
        if (names.isEmpty()) {
            return Map.of();
        }
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            parameters.put(names.get(i), decoded(captured.get(i)));
        }
        return parameters;
    }

    /** A plus is a plus in a path (RFC 3986): only forms mean a space by it. */
    private static String decoded(String segment) {
        return segment.indexOf('%') < 0
                ? segment
                : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

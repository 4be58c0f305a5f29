package dev.tenantry.isolation.generator;

import java.util.List;

/**
 * A generated statement.
 *
 * @param ordered whether its rows come in one order only
 * @param noise what its blanks, comments and cases are made from
 */
public record Generated(Tree tree, boolean ordered, long noise) {

    /** Its parameters as SQL literals. */
    public List<String> values() {
        return tree.write().values();
    }

    public String text() {
        return Noise.some(tree, noise);
    }

    public String plainText() {
        return Noise.none(tree);
    }

    Generated with(Tree other) {
        return new Generated(other, ordered, noise);
    }
}

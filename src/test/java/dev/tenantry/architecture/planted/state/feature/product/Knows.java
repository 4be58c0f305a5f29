package dev.tenantry.architecture.planted.state.feature.product;

import java.util.List;
import java.util.Set;

final class Knows {
    static final int MOST = 3;
    static final Set<String> WORDS = Set.of("one");
    final List<String> own = List.of();

    enum Kind {
        SMALL,
        LARGE
    }
}

package dev.tenantry.architecture.planted.state.feature.product;

import java.util.HashMap;
import java.util.Map;

final class RemembersQuietly {
    static final Map<String, String> SEEN = new HashMap<>();
}

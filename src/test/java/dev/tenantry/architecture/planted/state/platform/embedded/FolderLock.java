package dev.tenantry.architecture.planted.state.platform.embedded;

import java.util.HashSet;
import java.util.Set;

final class FolderLock {
    static final Set<String> HELD = new HashSet<>();
}

package dev.tenantry.architecture.planted.environment.platform.config;

import java.util.Map;

final class Config {
    Map<String, String> all() {
        return System.getenv();
    }
}

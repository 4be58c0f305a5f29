package dev.tenantry.platform.config;

import java.util.Locale;

/** {@code APP_ENV}: development (the default) is convenient, production refuses whatever is not safe. */
public enum AppEnvironment {
    DEVELOPMENT,
    TESTING,
    PRODUCTION;

    public boolean isProduction() {
        return this == PRODUCTION;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

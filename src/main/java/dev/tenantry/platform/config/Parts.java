package dev.tenantry.platform.config;

/** What one process serves: everything, or one half of it. */
public enum Parts {
    ALL,
    API,
    FRONTEND;

    public boolean api() {
        return this != FRONTEND;
    }

    public boolean frontend() {
        return this != API;
    }
}

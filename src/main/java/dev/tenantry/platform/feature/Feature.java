package dev.tenantry.platform.feature;

/**
 * A part of the application: its routes with their permissions, its records, its tables. Found by
 * {@link java.util.ServiceLoader} or handed to {@code Tenantry.start}.
 */
public interface Feature {

    /**
     * One lower-case word, unique in the application. Its migrations lie in {@code db/<name>/tenant} and
     * {@code db/<name>/control} on the class path.
     */
    String name();

    /** Called once at start. */
    void contribute(Contribution contribution);
}

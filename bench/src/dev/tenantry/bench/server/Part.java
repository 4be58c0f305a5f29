package dev.tenantry.bench.server;

/** Something that was started and knows how to end. */
public interface Part extends AutoCloseable {
    @Override
    void close();
}

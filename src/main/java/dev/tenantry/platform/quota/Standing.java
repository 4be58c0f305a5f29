package dev.tenantry.platform.quota;

/**
 * How a tenant stands with one limit on its requests.
 *
 * @param limit its name: {@code requests} or {@code api_calls}
 * @param most requests in the time
 * @param windowSeconds the time
 * @param left how many more may come now
 * @param resetSeconds until all may come again
 */
public record Standing(String limit, long most, long windowSeconds, long left, long resetSeconds) {}

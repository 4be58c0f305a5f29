package dev.tenantry.feature.product;

import java.time.Instant;
import java.util.UUID;

/**
 * Something a tenant sells.
 *
 * @param sku the tenant's own number for it, unique among what is not deleted
 * @param priceCents in hundredths of the tenant's currency
 * @param version grows with every change; the {@code ETag} is made of it
 */
record Product(UUID id, String sku, String name, long priceCents, int version, Instant createdAt, Instant updatedAt) {}

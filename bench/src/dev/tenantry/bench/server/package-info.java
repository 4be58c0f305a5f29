/** The processes that are measured, and what is in them: the product, the floor, and the product's pipeline over a bare statement. */
@NullMarked
package dev.tenantry.bench.server;

import org.jspecify.annotations.NullMarked;

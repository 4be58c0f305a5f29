/**
 * Measures Tenantry against things it may be compared with, in one run on one machine: started by {@code ./bench/run}.
 *
 * <p>Not a part of the product. It starts the product as a user does, by {@code ./tenantry}, talks to it by HTTP, and may do
 * what the product may not: look into PostgreSQL as its superuser, to fill it and to serve as the floor.
 */
@NullMarked
package dev.tenantry.bench;

import org.jspecify.annotations.NullMarked;

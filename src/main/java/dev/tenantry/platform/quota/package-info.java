/**
 * Limits. How often a secret may be tried, counted in {@code attempts} for all nodes and over restarts; how often an address
 * may fail or register, counted in this node's memory. Owns that table. Knows no account and no client: what is counted is a
 * text to it.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.quota;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

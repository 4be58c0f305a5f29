/**
 * Limits. How often a secret may be tried, counted in {@code attempts} for all nodes and over restarts; how often an address
 * may fail or register, counted in this node's memory; how much of what plans limit a tenant has, in {@code usage}, and how
 * often it has asked this month, in {@code usage_periods}. Owns those tables. Knows no account, no client and no plan but by
 * its name: what is counted is a text to it.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.quota;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * Brings databases up to date as their owner, before anything is served: the control line and the tenant line of
 * migrations, the application's role, and the check that nothing in the schema leads past row security. Uses
 * JDBC, which blocks.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.migration;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

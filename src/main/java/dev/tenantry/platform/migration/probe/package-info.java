/**
 * Looks into a database past the doors, as its owner and as the application's role, for the prover of isolation: what
 * tables tenants have, what one of them owns, and whether each lock holds by itself. Everything it tries is rolled back;
 * only {@link dev.tenantry.platform.migration.probe.DatabaseProbe#remove} changes anything. Blocking, like all JDBC.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.migration.probe;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

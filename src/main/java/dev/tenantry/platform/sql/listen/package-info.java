/**
 * What PostgreSQL notifies: one connection for each process and database, found again after a loss, and how channels are
 * named so that a tenant hears its own only.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.sql.listen;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

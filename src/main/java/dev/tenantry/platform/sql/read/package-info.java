/**
 * Reads of one statement, the cheapest way that is safe: one message that sets the tenant and reads, sent on a connection
 * that several reads share without waiting for each other. Knows nothing of tables: what may be sent so is said by the
 * scoper's form. docs/decisions/0010 has the argument.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.sql.read;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

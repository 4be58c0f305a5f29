/**
 * The revocation feed: whatever takes rights away writes a numbered row of {@code revocations} in its own transaction, and
 * every node reads the new ones twice a second. Owns that table. A node that has not read for a second does not trust its
 * memory: it asks the database for each verification until it has caught up.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.revocation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

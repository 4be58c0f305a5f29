/**
 * How fast a tenant may ask: in the memory of one node, or through Redis for all nodes together. Owns no table; in Redis the
 * keys {@code tenantry:rate:<tenant>}. Knows no plan and no request.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.quota.rate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

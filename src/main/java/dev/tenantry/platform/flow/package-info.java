/** Work in steps, one after the other. Knows nothing of what the work is. */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.flow;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

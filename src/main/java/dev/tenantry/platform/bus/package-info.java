/**
 * Typed, bounded questions between the verticles of one process. Records are handed over as they are; nothing is
 * serialised and nothing leaves the process.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.bus;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

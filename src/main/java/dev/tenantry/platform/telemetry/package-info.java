/**
 * What the process tells about itself: where its log lines go and in which shape.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.telemetry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

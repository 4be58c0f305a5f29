/**
 * The composition root: configuration in, running verticles out. The only place that knows every feature.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

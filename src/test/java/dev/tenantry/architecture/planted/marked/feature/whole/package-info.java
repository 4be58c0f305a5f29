/** A package that is marked as it should be. */
@NullMarked
@CheckReturnValue
package dev.tenantry.architecture.planted.marked.feature.whole;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

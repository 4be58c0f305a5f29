/**
 * FreeMarker templates, rendered with everything escaped for HTML.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.view;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * The environment, read once at start into nested records. The only place that sees environment variables. All
 * mistakes are reported together; secrets print as ***.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

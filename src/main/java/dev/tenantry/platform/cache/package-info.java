/** How much a process remembers. What it remembers, and for how long, is for those to say who know it. */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.cache;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

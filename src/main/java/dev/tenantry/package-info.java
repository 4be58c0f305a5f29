/**
 * Tenantry: a multi-tenant backend framework on Vert.x and PostgreSQL. {@link dev.tenantry.Tenantry} starts it
 * inside another program; {@code cli} starts it as one of its own.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

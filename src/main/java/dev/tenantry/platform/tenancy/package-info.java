/**
 * The vocabulary of tenancy: a tenant's id, slug, status and placement, the context that is handed down with every
 * piece of work, and the port through which the edge finds it. Holds no state and no SQL.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.tenancy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

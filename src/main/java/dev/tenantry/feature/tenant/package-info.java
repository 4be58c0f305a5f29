/**
 * Tenants: the table {@code tenants}, the look-up every request starts with, {@code GET /tenants/info} and {@code
 * GET /tenants/list}. The only place that makes a TenantContext.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.tenant;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

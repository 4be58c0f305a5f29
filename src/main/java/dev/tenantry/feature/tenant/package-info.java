/**
 * Tenants: the tables {@code tenants}, {@code installation}, {@code tenant_settings}, {@code domains} and
 * {@code verified_domains}; the look-up every request starts with; what tenants read and decide about themselves below {@code
 * /tenants}, and what operators do with them at {@code /api/v1/operator/tenants}. The only place that makes a TenantContext.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.tenant;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

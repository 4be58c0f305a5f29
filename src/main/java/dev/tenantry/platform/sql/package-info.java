/**
 * The only doors to PostgreSQL: {@link dev.tenantry.platform.sql.TenantDatabase} to a tenant's own tables, {@link
 * dev.tenantry.platform.sql.ControlDatabase} to those about tenants. Every statement of a tenant goes through the
 * scoper and runs where the tenant is set for it alone. Pools and connections never leave this package.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.sql;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

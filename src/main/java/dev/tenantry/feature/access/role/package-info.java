/**
 * The roles that a tenant makes of permissions: {@code roles}, {@code /api/v1/roles}, {@code GET /api/v1/permissions}. Who has
 * which is in the memberships.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.access.role;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

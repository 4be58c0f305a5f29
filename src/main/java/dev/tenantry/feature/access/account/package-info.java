/**
 * What somebody does with their own account in a tenant: {@code GET} and {@code PATCH /api/v1/me}, and where a tenant is open
 * to newcomers {@code POST /api/auth/register}. Owns no table.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.access.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

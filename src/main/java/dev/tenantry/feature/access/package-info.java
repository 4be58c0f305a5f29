/**
 * Who is a member of which tenant and as what: {@code memberships}, signing in, {@code GET /api/protected},
 * {@code /tenants/users}, {@code DELETE /api/v1/me/membership} and {@code POST /api/auth/password}. Whatever gives or takes
 * rights begins with {@link dev.tenantry.feature.access.Decisions}. What roles a tenant makes and what keys people have is in
 * rooms of its own, which import this one.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.access;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * Who is a member of which tenant and as what: {@code memberships}, signing in, {@code GET /api/protected},
 * {@code /tenants/users} and {@code POST /api/auth/password}.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.access;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

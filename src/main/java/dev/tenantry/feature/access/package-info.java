/**
 * Who is a member of which tenant and as what: {@code memberships}, signing in, {@code GET /api/protected}.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.access;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * Signing in to the web pages with an account of a tenant, as the public client {@code tenantry-console}: authorization code
 * with PKCE, the ID token's check, and the tokens, which stay here in memory and never reach a page, a log or a disk. Shows
 * no page itself.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.frontend.signin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * The token endpoint, {@code POST /oauth/token}: the phases all grants share, and one class for each grant. The tenant's own
 * applications reach it as {@code POST /api/auth/login}, {@code /api/auth/refresh} and {@code /api/auth/logout}, in JSON.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.grant;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

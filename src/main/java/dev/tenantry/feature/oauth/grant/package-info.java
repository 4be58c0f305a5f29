/**
 * The token endpoint, {@code POST /oauth/token}: the phases all grants share, and one class for each grant.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.grant;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

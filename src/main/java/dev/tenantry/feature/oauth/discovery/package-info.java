/**
 * What clients read before they begin: the public keys at {@code GET /oauth/jwks}.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.discovery;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

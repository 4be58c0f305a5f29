/**
 * The browser's side of signing in: {@code POST /oauth/login} and {@code POST /oauth/logout}.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.authorize;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

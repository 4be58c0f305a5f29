/**
 * The applications of a tenant: {@code oauth_clients}, {@code POST /oauth/client/register}, client authentication.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.client;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

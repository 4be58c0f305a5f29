/**
 * What can be asked of a token, and done with it, once it is there: {@code POST /oauth/introspect}, {@code POST
 * /oauth/revoke}, {@code GET} and {@code POST /oauth/userinfo}. Owns no table.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.inspect;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

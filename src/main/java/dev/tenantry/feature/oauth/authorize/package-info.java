/**
 * The browser's side of signing in: {@code GET} and {@code POST /oauth/authorize} with its forms {@code POST /oauth/signin}
 * and {@code POST /oauth/consent}, {@code GET} and {@code POST /oauth/end_session} with its form {@code POST
 * /oauth/signout}, for programs {@code POST /oauth/login} and {@code POST /oauth/logout}, and {@code /api/v1/me/sessions}. Between two pages nothing is
 * kept but what the browser holds: a signed ticket. Issues codes and nothing else; owns no table.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.authorize;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

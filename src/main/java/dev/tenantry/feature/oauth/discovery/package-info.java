/**
 * What clients read before they begin: the issuer's metadata at {@code GET /.well-known/openid-configuration} and {@code GET
 * /.well-known/oauth-authorization-server/tenants/{slug}}, the public keys at {@code GET /oauth/jwks}.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.discovery;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * What is issued: access tokens (RFC 9068) and their verification, refresh tokens and their families in {@code
 * oauth_token_families}.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.token;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * A request to the authorization endpoint and its checks, in their order. Knows no person, no session and no page: whether
 * a request is sound depends on what it says and on its client alone.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.authorize.request;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

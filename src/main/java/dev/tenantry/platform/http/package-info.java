/**
 * One request's way: request id, access log, tenant, bearer, permission, body, handler, failure. Owns the shapes of
 * replies, errors and pages. Knows no feature and no SQL.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

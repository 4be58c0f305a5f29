/**
 * What bodies look like: how a request's becomes a value and what a route's answer holds. JSON is read strictly and written
 * with snake_case names. Knows no route.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.http.body;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

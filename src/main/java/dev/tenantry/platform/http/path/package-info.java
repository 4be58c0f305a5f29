/**
 * Finds what is served at a path, in a time that does not depend on how much is served. Knows nothing of requests or routes.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.http.path;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

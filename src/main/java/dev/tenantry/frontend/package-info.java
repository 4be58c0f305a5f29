/**
 * The web pages: a client of the API over HTTP. Imports no feature and reaches no database; when the API is away it
 * says so.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.frontend;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

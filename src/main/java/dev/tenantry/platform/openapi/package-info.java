/**
 * The API told about: the OpenAPI document at {@code GET /api/openapi.json}, made of what the routes were declared with, and
 * the page that shows it at {@code GET /api/docs}. Says nothing that a route does not say of itself. Owns no table.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.openapi;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * API keys, which programs show in a person's place: {@code api_keys}, {@code /api/v1/api-keys}. A key is let in with its scopes
 * and may do what its person may at that moment; it keeps no right of its own.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.access.key;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * The ring of signing keys: {@code signing_keys}, their encryption at rest and their rotation with overlap.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.key;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

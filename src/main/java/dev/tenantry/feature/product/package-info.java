/**
 * Products under {@code /api/v1/products}: the smallest complete feature, and the one to copy. Owns {@code products}.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.product;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

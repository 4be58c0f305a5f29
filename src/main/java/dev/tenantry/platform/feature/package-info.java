/**
 * What a developer writes against: a {@link dev.tenantry.platform.feature.Feature} contributes routes with their
 * permissions, and its handlers get the tenant's SQL and no way around it.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.feature;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

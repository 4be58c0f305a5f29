/**
 * Sign-up: {@code POST /tenants/register} makes a tenant, a person and their ownership in one transaction. Owns no
 * table.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.onboarding;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

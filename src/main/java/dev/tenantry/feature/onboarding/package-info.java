/**
 * Sign-up and sign-off: {@code POST /tenants/register} makes a tenant, a person and their ownership in one transaction; {@code
 * /setup} makes the first operator; a purged tenant's rows and people are taken away here. Owns no table.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.onboarding;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

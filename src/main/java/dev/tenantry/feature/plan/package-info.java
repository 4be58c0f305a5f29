/**
 * Plans, which are data, and what a tenant has used: {@code plans} and {@code plan_limits}, {@code GET /api/v1/plans} and {@code
 * GET /api/v1/usage}. What is counted, and how, is platform.quota's; this says how many each plan allows.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

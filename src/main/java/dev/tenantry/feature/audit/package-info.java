/**
 * Reading, exporting, sealing and verifying the audit trail: {@code GET /api/v1/audit}, {@code GET /api/v1/audit/export}, and
 * the table {@code audit_seals}. It reads {@code audit_events} and writes none: that is {@code platform.audit}.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * The audit trail: {@code audit_events}, a row for everything that changes a tenant and for every authentication, written in
 * the transaction of the change. The application may add rows and read them, and nothing else. Reading and sealing are the
 * feature {@code audit}.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

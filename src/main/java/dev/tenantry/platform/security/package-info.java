/**
 * Who may do what, as values: principal, role, scope, permission; the port that verifies credentials; and the two
 * ways secrets are kept: passwords as Argon2id on a bounded pool, 256-bit secrets as SHA-256.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.security;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

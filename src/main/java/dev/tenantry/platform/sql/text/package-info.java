/**
 * The text of a statement as PostgreSQL reads it: its tokens, the grammar's words, the functions that may be called, and what
 * is told of a statement that is refused.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.sql.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

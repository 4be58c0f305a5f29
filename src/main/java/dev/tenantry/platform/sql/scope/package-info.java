/**
 * How a statement gets its tenant: a lexer that reads as PostgreSQL does, a scanner that finds every relation a statement
 * names, and edits of the original text. Text in, text out: nothing here talks to a database. What cannot be shown to stay
 * in its tenant is refused with the place and the reason.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.sql.scope;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * The program {@code tenantry}: reads the command line, waits on its own main thread, and tells failures in one line.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

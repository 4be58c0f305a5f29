/**
 * What can go wrong, as values: codes with their HTTP status, the exception that carries one through a Future,
 * and the collector that reports every mistake of an input at once. Imports nothing; renders nothing.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.error;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * Who is at the other end: certificates and keys as text, ranges of addresses, and whose address a request comes from. Opens
 * no connection and decides nothing.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.net;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * The one HTTP client for whatever this server fetches because somebody else named the address. It asks nobody inside: the
 * address a name stands for is judged when it connects, and connected to as judged.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.outbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

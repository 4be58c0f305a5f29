/**
 * What a network is configured with, read from text and written as such: certificates and keys, ranges of addresses.
 * Opens no connection and knows nothing of HTTP.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.net;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

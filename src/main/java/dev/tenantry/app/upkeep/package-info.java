/** What a node does by the clock and not by request. A verticle each; what is done stands in the features. */
@NullMarked
@CheckReturnValue
package dev.tenantry.app.upkeep;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

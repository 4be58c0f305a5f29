/** What becomes of statements, shown without a running application. Sends none of them. */
@NullMarked
@CheckReturnValue
package dev.tenantry.app.preview;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

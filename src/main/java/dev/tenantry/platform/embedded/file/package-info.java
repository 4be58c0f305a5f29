/** Files of the data folder: unpacked, made durable, kept to their owner, deleted. Knows nothing of PostgreSQL. */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.embedded.file;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

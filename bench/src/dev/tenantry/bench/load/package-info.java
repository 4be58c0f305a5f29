/** Sends requests as fast as they are answered or at a rate, and checks the answers. Times are nanoseconds; none leaves out what a slow answer kept from being sent. */
@NullMarked
package dev.tenantry.bench.load;

import org.jspecify.annotations.NullMarked;

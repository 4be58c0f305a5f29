/** The composition root's rooms: each builds the objects of some features, in the order of their dependence. No logic. */
@NullMarked
@CheckReturnValue
package dev.tenantry.app.wiring;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/**
 * People as such: {@code people}, {@code credentials} and browser {@code sessions}. What a person is called, and
 * what they may do, is not known here.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.identity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

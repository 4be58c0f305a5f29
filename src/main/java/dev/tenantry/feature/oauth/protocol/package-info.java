/**
 * The words of the OAuth RFCs: errors, forms, issuers. Knows no table.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.protocol;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

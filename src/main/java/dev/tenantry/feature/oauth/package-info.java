/**
 * The authorization server as one feature: mounts what its rooms contribute. protocol has the words of the RFCs, key
 * the signing keys, client the applications, token what is issued, grant the token endpoint, authorize the browser's
 * side, consent what people have allowed, discovery what clients read.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

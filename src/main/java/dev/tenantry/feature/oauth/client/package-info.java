/**
 * The applications of a tenant: {@code oauth_clients}, how they prove themselves, where their people may be sent. How they
 * come to be registered is {@code oauth.registration}'s.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.client;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

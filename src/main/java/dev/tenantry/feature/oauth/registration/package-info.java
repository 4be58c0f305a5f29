/**
 * How applications become clients of a tenant, and how they are managed (RFC 7591, RFC 7592): {@code oauth_registration_policies},
 * {@code oauth_initial_tokens}; {@code /oauth/client/register}, {@code /oauth/clients}, {@code /oauth/register},
 * {@code /oauth/registration}. There is one reading of metadata for whoever asks; what differs is what may be asked for.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.registration;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

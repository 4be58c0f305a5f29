/**
 * How somebody becomes a member by invitation: {@code invitations}, {@code /api/v1/invitations},
 * {@code POST /api/v1/me/memberships}, and the page {@code /invitations/accept} that a link leads to. A link is passed on by
 * whoever invites. Looking at one changes nothing; docs/decisions/0018 says how a further tenant is joined and why so.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.access.invitation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

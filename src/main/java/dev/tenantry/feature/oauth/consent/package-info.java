/**
 * What people have allowed applications: {@code oauth_consents}, {@code GET /api/auth/consents} and {@code DELETE
 * /api/auth/consents/{client_id}}. Asking them is authorize's.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.oauth.consent;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

package dev.tenantry.frontend.signin;

import java.time.Instant;
import java.util.List;

/**
 * Whoever is signed in, as the API sees them now.
 *
 * @param tenant the slug
 * @param scopes what the pages may do in their name
 * @param signedInAt when, here
 * @param endsAt when it ends here at the latest
 * @param accessUntil how long the access token is good, which is renewed when it is needed
 */
public record Account(
        String tenant,
        String username,
        String email,
        String role,
        List<String> scopes,
        Instant signedInAt,
        Instant endsAt,
        Instant accessUntil) {}

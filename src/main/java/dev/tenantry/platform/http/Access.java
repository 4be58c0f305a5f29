package dev.tenantry.platform.http;

import dev.tenantry.platform.security.Permission;

/** Who may use a route; declared where the route is. */
public sealed interface Access {

    /** Anybody; the route belongs to no tenant. */
    record Everyone() implements Access {}

    /** Anybody, of one tenant: the request has to name it. */
    record Visitor() implements Access {}

    /** Whoever shows a live token of the tenant. */
    record SignedIn() implements Access {}

    /** Whoever's role and token both allow it. */
    record Permitted(Permission permission) implements Access {}

    /** The same for a signed-in browser as well: its session cookie counts as a token with every scope. */
    record PermittedInBrowser(Permission permission) implements Access {}

    default boolean needsTenant() {
        return !(this instanceof Everyone);
    }

    default boolean needsPrincipal() {
        return needsTenant() && !(this instanceof Visitor);
    }

    default boolean takesSession() {
        return this instanceof PermittedInBrowser;
    }
}

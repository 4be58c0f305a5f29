/**
 * Proves that tenants are kept apart, against a running instance or one started for it: two throw-away tenants, the
 * attacker and the victim, try every route the application has and every table that has a tenant.
 *
 * <p>A leak is: an answer to the attacker, or to nobody, with an id or a text of the victim's rows that the request did not
 * bring itself; a row of the victim that an attack has changed; an answer other than 401 or 403 on a route that needs a
 * principal, without a token, with one of the other tenant, or with too small a scope or role; a credential handed out for
 * one of the other tenant; a request that names two tenants and is not refused; an answer that tells another tenant's id
 * from one that does not exist; a row reached or written past any of the locks by itself.
 *
 * <p>It cannot find what looks the same for everybody: numbers, counts and times taken from another tenant's rows, what
 * shows in how long an answer takes, what a route does only for a body, a query or a state that nobody could guess from
 * its answers, and what happens outside of the tables. What it could not try it says.
 *
 * <p>It knows the way into the application (registering, signing in, getting a token), and no other path: routes come from
 * the table that features contribute to, tables from the database.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.proof;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

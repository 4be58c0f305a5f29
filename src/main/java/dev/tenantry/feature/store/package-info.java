/**
 * Stores, a second scope inside the tenant, as a feature like any other: {@code /api/v1/stores}, the people assigned to each,
 * and the items that lie in it. Owns {@code stores}, {@code store_people} and {@code store_items}. A store that somebody is not
 * assigned to is not there for them: 404. Nothing outside knows of stores.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.feature.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

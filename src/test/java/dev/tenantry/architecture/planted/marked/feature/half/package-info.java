/** A package that is marked by half. */
@NullMarked
package dev.tenantry.architecture.planted.marked.feature.half;

import org.jspecify.annotations.NullMarked;

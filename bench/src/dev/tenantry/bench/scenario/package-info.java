/** What is measured: each class is one row or a few rows of the table. */
@NullMarked
package dev.tenantry.bench.scenario;

import org.jspecify.annotations.NullMarked;

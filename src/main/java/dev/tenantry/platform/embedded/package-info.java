/**
 * The PostgreSQL that runs without being installed: unpacks the programs that are on the class path, makes the cluster
 * in the data folder, starts it on 127.0.0.1 and stops it. Owns everything below the data folder ({@code postgres/},
 * {@code postgres-bin/}, {@code postgres.password}, {@code postgres.log}, {@code lock}). Blocks, so it is called before
 * and after the event loops run. Must not run SQL beyond making the database, and knows nothing of roles, schemas and
 * tenants. The data is somebody's real data: nothing here deletes a cluster or trades its safety for speed.
 */
@NullMarked
@CheckReturnValue
package dev.tenantry.platform.embedded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

package dev.tenantry.platform.sql.scope;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as the database has it.
 *
 * @param tenantType the type of its tenant column as PostgreSQL writes it, without a length, null when it has none
 * @param keys its unique and exclusion constraints and unique indexes by name, and whether each has the tenant in its key
 * @param definition of a view, the query it stands for
 */
public record Relation(
        String schema,
        String name,
        Kind kind,
        @Nullable String tenantType,
        Map<String, Boolean> keys,
        @Nullable String definition) {

    public Relation {
        keys = Map.copyOf(keys);
    }

    /** What may be done with a relation depends on this alone. */
    public enum Kind {
        TABLE,
        /** A table with partitions or with other tables that inherit from it. */
        TABLE_WITH_PARTS,
        /** A view that reads with the rights of whoever asks. */
        INVOKER_VIEW,
        /** A view that reads with its owner's rights, past row security. */
        OWNER_VIEW,
        /** A table with rewrite rules, a materialized view, a foreign table, a sequence and the like. */
        OTHER
    }

    public boolean hasTenant() {
        return tenantType != null;
    }

    public Optional<String> query() {
        return Optional.ofNullable(definition);
    }
}

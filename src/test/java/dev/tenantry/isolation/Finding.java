package dev.tenantry.isolation;

/** Something an oracle does not agree with. */
record Finding(Oracle oracle, String what) {

    /** Who looks at a scoped statement. */
    enum Oracle {
        /** The predicate alone against the original under row security. */
        DIFFERENTIAL,
        /** Predicate and row security together against the original under row security. */
        BOTH_LOCKS,
        /** The predicate alone while other tenants' rows are other ones. */
        NON_INTERFERENCE,
        /** What PostgreSQL plans to do. */
        PLAN
    }

    @Override
    public String toString() {
        return oracle + ": " + what;
    }
}

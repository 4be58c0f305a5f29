-- How much of what its plan limits a tenant has. A row is changed in the transaction that adds or takes away what it counts,
-- and is the lock that makes the limit exact.
CREATE TABLE usage (
    tenant_id uuid   NOT NULL,
    meter     text   NOT NULL,
    used      bigint NOT NULL CHECK (used >= 0),
    PRIMARY KEY (tenant_id, meter)
);

SELECT tenant_table('usage');

-- What is counted anew each month, such as API calls. Nodes add to it about once a second.
CREATE TABLE usage_periods (
    tenant_id uuid   NOT NULL,
    meter     text   NOT NULL,
    period    date   NOT NULL,
    used      bigint NOT NULL CHECK (used >= 0),
    PRIMARY KEY (tenant_id, meter, period)
);

SELECT tenant_table('usage_periods');

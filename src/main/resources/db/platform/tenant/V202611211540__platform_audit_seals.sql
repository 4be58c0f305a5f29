-- Which PostgreSQL has counted the transaction: another one's numbers say nothing here. A dump that was restored elsewhere,
-- and a tenant that has moved, bring rows of several.
ALTER TABLE audit_events ADD COLUMN cluster bigint NOT NULL DEFAULT ((pg_control_system()).system_identifier);

DROP INDEX audit_events_order;
CREATE INDEX audit_events_order ON audit_events (tenant_id, cluster, xact, id);

-- Seals of the audit trail, each over the one before and over the events of settled transactions since: added, never
-- changed. What is sealed is kept by id, so that it can be told which event is not what it was.
CREATE TABLE audit_seals (
    tenant_id uuid        NOT NULL,
    number    bigint      NOT NULL CHECK (number > 0),
    sealed_at timestamptz NOT NULL,
    cluster   bigint      NOT NULL,
    -- The transaction of the last event.
    last_xact bigint      NOT NULL,
    event_ids uuid[]      NOT NULL,
    -- SHA-256 of each event, 32 bytes in the same order.
    digests   bytea       NOT NULL,
    -- The head of the seal before; zeros for the first.
    previous  bytea       NOT NULL,
    -- SHA-256 of what comes before and of the digests.
    head      bytea       NOT NULL,
    -- Which key the mac is of: the key itself is not in the database.
    key_id    text        NOT NULL,
    mac       bytea       NOT NULL,
    PRIMARY KEY (tenant_id, number)
);

SELECT tenant_table('audit_seals');

CREATE INDEX audit_seals_cluster ON audit_seals (tenant_id, cluster, number);

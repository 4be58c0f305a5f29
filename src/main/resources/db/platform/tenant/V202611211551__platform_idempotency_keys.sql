-- Requests that were sent with an Idempotency-Key, and what they were answered. A row is written in the transaction of the
-- change, and nobody sees one without its answer.
CREATE TABLE idempotency_keys (
    tenant_id    uuid        NOT NULL,
    -- The person or the service whose key it is; people are on the control line.
    principal_id uuid        NOT NULL,
    key_hash     bytea       NOT NULL,
    -- Of the method, the path, the query and the body.
    fingerprint  bytea       NOT NULL,
    -- Status, headers and body, encrypted: it may hold a secret that is shown once.
    answer       bytea,
    expires_at   timestamptz NOT NULL DEFAULT now() + interval '24 hours',
    PRIMARY KEY (tenant_id, principal_id, key_hash)
);

SELECT tenant_table('idempotency_keys');

CREATE INDEX idempotency_keys_expired ON idempotency_keys (tenant_id, expires_at);

-- How often a secret has been tried wrongly lately. The key is a keyed hash of what was tried, an account or a client: it
-- tells nobody which. A row counts until it expires; it is taken away by a later wrong try.
CREATE TABLE attempts (
    tenant_id  uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    key        bytea       NOT NULL,
    failures   integer     NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key)
);

SELECT tenant_table('attempts');

CREATE INDEX attempts_expiry ON attempts (tenant_id, expires_at);

-- A deleted tenant is none to anybody but operators. It may be restored until it is purged; from the first row that the
-- purge takes away there is no way back.
ALTER TABLE tenants
    ADD COLUMN deleted_at timestamptz,
    ADD COLUMN purging_at timestamptz,
    ADD CONSTRAINT tenants_purged_when_deleted CHECK (purging_at IS NULL OR deleted_at IS NOT NULL);

CREATE INDEX tenants_deleted ON tenants (deleted_at) WHERE deleted_at IS NOT NULL;

-- One row, of this installation as a whole. Whoever counts tenants before there is one more locks it first.
CREATE TABLE installation (
    id integer PRIMARY KEY CHECK (id = 1)
);
INSERT INTO installation (id) VALUES (1);

-- A tenant without a row has the defaults, in version 0.
CREATE TABLE tenant_settings (
    tenant_id     uuid    NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    version       integer NOT NULL CHECK (version > 0),
    registration  text    NOT NULL CHECK (registration IN ('invitation', 'open')),
    default_role  text    NOT NULL CHECK (default_role IN ('user', 'viewer')),
    locale        text    NOT NULL,
    time_zone     text    NOT NULL,
    support_email text    NOT NULL,
    PRIMARY KEY (tenant_id)
);

SELECT tenant_table('tenant_settings');

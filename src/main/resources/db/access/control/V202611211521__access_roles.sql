-- Roles that a tenant has made of permissions, beside the four that are built in. Which names there are to choose from is known
-- to the application: they are declared with the routes.
CREATE TABLE roles (
    tenant_id   uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    id          uuid        NOT NULL,
    name        text        NOT NULL,
    description text        NOT NULL,
    permissions text[]      NOT NULL,
    version     integer     NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT roles_name UNIQUE (tenant_id, name)
);

SELECT tenant_table('roles');

-- A role that somebody has stays.
ALTER TABLE memberships
    ADD COLUMN role_id uuid,
    DROP CONSTRAINT memberships_role_check,
    ADD CONSTRAINT memberships_role_check CHECK (role IN ('owner', 'admin', 'user', 'viewer', 'custom')),
    ADD CONSTRAINT memberships_own_role CHECK ((role = 'custom') = (role_id IS NOT NULL)),
    ADD FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id);

CREATE INDEX memberships_role ON memberships (tenant_id, role_id);

-- One of the few tables without tenant_id: its rows are the tenants.
CREATE TABLE tenants (
    id         uuid        PRIMARY KEY,
    slug       text        NOT NULL CONSTRAINT tenants_slug UNIQUE,
    name       text        NOT NULL,
    status     text        NOT NULL CHECK (status IN ('active', 'suspended')),
    plan       text        NOT NULL CHECK (plan IN ('free', 'basic', 'premium', 'enterprise')),
    created_at timestamptz NOT NULL DEFAULT now()
);

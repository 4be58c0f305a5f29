-- Username and e-mail belong to the membership: unique inside a tenant, whatever stands in another one.
-- The keys are stored columns because lower() is not leakproof: under row security an index on it would not be used.
CREATE TABLE memberships (
    tenant_id    uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    person_id    uuid        NOT NULL REFERENCES people (id),
    username     text        NOT NULL,
    email        text        NOT NULL,
    username_key text        GENERATED ALWAYS AS (lower(username)) STORED,
    email_key    text        GENERATED ALWAYS AS (lower(email)) STORED,
    role         text        NOT NULL CHECK (role IN ('owner', 'admin', 'user', 'viewer')),
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, person_id),
    CONSTRAINT memberships_username UNIQUE (tenant_id, username_key),
    CONSTRAINT memberships_email UNIQUE (tenant_id, email_key)
);

SELECT tenant_table('memberships');

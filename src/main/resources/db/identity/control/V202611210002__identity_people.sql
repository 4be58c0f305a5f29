-- A person is an id and a password, and may be a member of many tenants: neither table has a tenant.
CREATE TABLE people (
    id         uuid        PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE credentials (
    person_id     uuid        PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    password_hash text        NOT NULL,
    changed_at    timestamptz NOT NULL DEFAULT now()
);

-- A browser session is for one person in one tenant. The cookie's value is kept as SHA-256 only.
CREATE TABLE sessions (
    tenant_id  uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    token_hash bytea       NOT NULL,
    person_id  uuid        NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, token_hash)
);

SELECT tenant_table('sessions');

CREATE INDEX sessions_person ON sessions (tenant_id, person_id);

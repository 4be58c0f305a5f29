-- Username and e-mail belong to the membership: unique inside a tenant, whatever stands in another one.
-- The keys are what two spellings of one name have in common. The application computes them, for look-ups and for
-- uniqueness alike: what lower() makes of a letter depends on the server's locale.
CREATE TABLE memberships (
    tenant_id    uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    person_id    uuid        NOT NULL REFERENCES people (id),
    username     text        NOT NULL,
    email        text        NOT NULL,
    username_key text        NOT NULL,
    email_key    text        NOT NULL,
    role         text        NOT NULL CHECK (role IN ('owner', 'admin', 'user', 'viewer')),
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, person_id),
    CONSTRAINT memberships_username UNIQUE (tenant_id, username_key),
    CONSTRAINT memberships_email UNIQUE (tenant_id, email_key)
);

SELECT tenant_table('memberships');

-- Whoever is no member any more has no session either.
ALTER TABLE sessions ADD FOREIGN KEY (tenant_id, person_id) REFERENCES memberships (tenant_id, person_id) ON DELETE CASCADE;

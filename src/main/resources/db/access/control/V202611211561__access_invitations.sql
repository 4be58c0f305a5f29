-- An invitation stands as long as the member who made it and the role it gives: whoever is removed takes theirs along.
CREATE TABLE invitations (
    tenant_id   uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    id          uuid        NOT NULL,
    token_hash  bytea       NOT NULL,
    email       text        NOT NULL,
    email_key   text        NOT NULL,
    role        text        NOT NULL CHECK (role IN ('owner', 'admin', 'user', 'viewer', 'custom')),
    role_id     uuid,
    invited_by  uuid        NOT NULL,
    sent        integer     NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL,
    accepted_at timestamptz,
    revoked_at  timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT invitations_token_hash UNIQUE (tenant_id, token_hash),
    CONSTRAINT invitations_own_role CHECK ((role = 'custom') = (role_id IS NOT NULL)),
    FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, invited_by) REFERENCES memberships (tenant_id, person_id) ON DELETE CASCADE
);

SELECT tenant_table('invitations');

CREATE INDEX invitations_invited_by ON invitations (tenant_id, invited_by);

-- One open invitation for an address at a time.
CREATE UNIQUE INDEX invitations_email ON invitations (tenant_id, email_key)
    WHERE accepted_at IS NULL AND revoked_at IS NULL;

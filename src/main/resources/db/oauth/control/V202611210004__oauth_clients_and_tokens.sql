CREATE TABLE oauth_clients (
    tenant_id   uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    id          uuid        NOT NULL,
    name        text        NOT NULL,
    secret_hash bytea       NOT NULL,
    grant_types text[]      NOT NULL,
    scope       text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, id)
);

SELECT tenant_table('oauth_clients');

-- A family is what one sign-in of one person with one client has been given. Its refresh tokens are numbered; only the
-- newest works, and only its SHA-256 is kept.
CREATE TABLE oauth_token_families (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    client_id  uuid        NOT NULL,
    person_id  uuid        NOT NULL,
    scope      text        NOT NULL,
    generation integer     NOT NULL,
    token_hash bytea       NOT NULL,
    rotated_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, client_id) REFERENCES oauth_clients (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, person_id) REFERENCES memberships (tenant_id, person_id) ON DELETE CASCADE
);

SELECT tenant_table('oauth_token_families');

CREATE INDEX oauth_token_families_person ON oauth_token_families (tenant_id, person_id);
CREATE INDEX oauth_token_families_client ON oauth_token_families (tenant_id, client_id);

-- One ring of signing keys for every tenant's issuer. Private keys are encrypted with a key from JWT_SECRET_KEY.
CREATE TABLE signing_keys (
    id          text        PRIMARY KEY,
    private_key bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    retired_at  timestamptz,
    expires_at  timestamptz
);

CREATE UNIQUE INDEX signing_keys_one_signs ON signing_keys ((true)) WHERE retired_at IS NULL;

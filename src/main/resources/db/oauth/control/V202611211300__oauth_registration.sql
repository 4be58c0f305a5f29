-- Whether applications may register themselves, and what they may ask for. A tenant without a row has decided nothing.
CREATE TABLE oauth_registration_policies (
    tenant_id    uuid    NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    door         text    NOT NULL CHECK (door IN ('closed', 'initial_token', 'open')),
    grant_types  text[]  NOT NULL,
    scope        text    NOT NULL,
    require_pkce boolean NOT NULL,
    PRIMARY KEY (tenant_id)
);

SELECT tenant_table('oauth_registration_policies');

-- Initial access tokens (RFC 7591, section 3): each lets so many clients in until it expires.
CREATE TABLE oauth_initial_tokens (
    tenant_id  uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    id         uuid        NOT NULL,
    token_hash bytea       NOT NULL,
    note       text        NOT NULL,
    uses_left  integer     NOT NULL CHECK (uses_left >= 0),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT oauth_initial_tokens_token_hash UNIQUE (tenant_id, token_hash)
);

SELECT tenant_table('oauth_initial_tokens');

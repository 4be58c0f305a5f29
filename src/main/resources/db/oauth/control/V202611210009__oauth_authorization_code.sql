-- A public client has no secret. Without an auth_method a client with a secret may send it either way.
ALTER TABLE oauth_clients
    ALTER COLUMN secret_hash DROP NOT NULL,
    ADD COLUMN auth_method text CHECK (auth_method IN ('none', 'client_secret_basic', 'client_secret_post')),
    ADD COLUMN origin text NOT NULL DEFAULT 'member' CHECK (origin IN ('member', 'dynamic', 'built_in')),
    ADD COLUMN application_type text NOT NULL DEFAULT 'web' CHECK (application_type IN ('web', 'native')),
    ADD COLUMN redirect_uris text[] NOT NULL DEFAULT '{}',
    ADD COLUMN post_logout_redirect_uris text[] NOT NULL DEFAULT '{}',
    ADD COLUMN first_party boolean NOT NULL DEFAULT false,
    ADD COLUMN require_pkce boolean NOT NULL DEFAULT true,
    ADD COLUMN resource_server boolean NOT NULL DEFAULT false,
    ADD COLUMN id_token_alg text NOT NULL DEFAULT 'RS256' CHECK (id_token_alg IN ('RS256', 'ES256')),
    ADD COLUMN default_max_age integer,
    ADD COLUMN require_auth_time boolean NOT NULL DEFAULT false,
    ADD COLUMN access_token_seconds integer,
    ADD COLUMN refresh_token_seconds integer,
    -- What is only shown or given back: client_uri, logo_uri, policy_uri, tos_uri, contacts, software_id, …
    ADD COLUMN shown jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN registration_token_hash bytea;

-- A code is used up by the first who shows it, rightly or wrongly; one that comes again kills the family it began.
CREATE TABLE oauth_codes (
    tenant_id      uuid        NOT NULL,
    code_hash      bytea       NOT NULL,
    -- The answer of one page, so that a page sent twice gives one code.
    request_id     uuid        NOT NULL,
    family_id      uuid        NOT NULL,
    client_id      uuid        NOT NULL,
    person_id      uuid        NOT NULL,
    session_id     uuid,
    standing       bigint      NOT NULL,
    scope          text        NOT NULL,
    auth_time      timestamptz NOT NULL,
    claims         text,
    nonce          text,
    redirect_uri   text        NOT NULL,
    -- Whether the request named it; then the token request has to name the same.
    redirect_uri_named boolean NOT NULL,
    code_challenge text,
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    used_at        timestamptz,
    PRIMARY KEY (tenant_id, code_hash),
    CONSTRAINT oauth_codes_request UNIQUE (tenant_id, request_id),
    FOREIGN KEY (tenant_id, client_id) REFERENCES oauth_clients (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, person_id) REFERENCES memberships (tenant_id, person_id) ON DELETE CASCADE
);

SELECT tenant_table('oauth_codes');

CREATE INDEX oauth_codes_person ON oauth_codes (tenant_id, person_id);
CREATE INDEX oauth_codes_client ON oauth_codes (tenant_id, client_id);

-- session_id is the browser session a family came from; with offline_access it outlives that session.
ALTER TABLE oauth_token_families
    ADD COLUMN session_id uuid,
    ADD COLUMN standing   bigint,
    ADD COLUMN auth_time  timestamptz,
    ADD COLUMN claims     text;

-- Families of before did not say under which standing they began: they began under the one of now.
UPDATE oauth_token_families f SET auth_time = f.created_at, standing = p.standing + m.standing
FROM memberships m, people p
WHERE m.tenant_id = f.tenant_id AND m.person_id = f.person_id AND p.id = f.person_id;

ALTER TABLE oauth_token_families ALTER COLUMN standing SET NOT NULL, ALTER COLUMN auth_time SET NOT NULL;

CREATE INDEX oauth_token_families_session ON oauth_token_families (tenant_id, session_id);

-- What a person has allowed a client, to be asked only once.
CREATE TABLE oauth_consents (
    tenant_id  uuid        NOT NULL,
    person_id  uuid        NOT NULL,
    client_id  uuid        NOT NULL,
    scope      text        NOT NULL,
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, person_id, client_id),
    FOREIGN KEY (tenant_id, client_id) REFERENCES oauth_clients (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, person_id) REFERENCES memberships (tenant_id, person_id) ON DELETE CASCADE
);

SELECT tenant_table('oauth_consents');

CREATE INDEX oauth_consents_client ON oauth_consents (tenant_id, client_id);

-- Keys that programs show in a person's place. The key itself leaves the server once, when it is made; SHA-256 of it stays.
CREATE TABLE api_keys (
    tenant_id    uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    id           uuid        NOT NULL,
    person_id    uuid        NOT NULL,
    name         text        NOT NULL,
    key_hash     bytea       NOT NULL,
    scopes       text[]      NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    CONSTRAINT api_keys_key UNIQUE (tenant_id, key_hash),
    FOREIGN KEY (tenant_id, person_id) REFERENCES memberships (tenant_id, person_id) ON DELETE CASCADE
);

SELECT tenant_table('api_keys');

CREATE INDEX api_keys_person ON api_keys (tenant_id, person_id, id);

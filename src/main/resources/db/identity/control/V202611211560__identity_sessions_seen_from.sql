-- What the request that opened a session said of itself, for its person to recognise the session.
ALTER TABLE sessions
    ADD COLUMN user_agent text NOT NULL DEFAULT '',
    ADD COLUMN address    text NOT NULL DEFAULT '';

-- A session is known by its id wherever it is spoken of; the cookie's hash only finds it.
ALTER TABLE sessions
    DROP CONSTRAINT sessions_pkey,
    DROP CONSTRAINT sessions_id,
    ADD PRIMARY KEY (tenant_id, id),
    ADD CONSTRAINT sessions_token_hash UNIQUE (tenant_id, token_hash);

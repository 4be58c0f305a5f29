-- A standing rises whenever what was given before is to be worth nothing: here with every new password.
ALTER TABLE people ADD COLUMN standing bigint NOT NULL DEFAULT 0;

-- The id is what tokens say of the session; the cookie's value never leaves the browser. auth_time of OpenID Connect is when
-- the person showed who they are. A session of an older standing than its member's is over.
ALTER TABLE sessions
    ADD COLUMN id               uuid        NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN authenticated_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN standing         bigint      NOT NULL DEFAULT 0,
    ADD CONSTRAINT sessions_id UNIQUE (tenant_id, id);

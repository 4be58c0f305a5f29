-- The revocation feed: what has been taken away lately, from whom. Every node reads the rows of all tenants twice a second,
-- so the table has no tenant_id; a row holds ids and nothing else.
--
-- Rows become visible in another order than they are numbered. A reader asks for the transactions that were not settled when
-- it last looked, by xact, and misses none.
CREATE TABLE revocations (
    number    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xact      bigint      NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    of_tenant uuid        NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    kind      text        NOT NULL CHECK (kind IN ('token', 'family', 'client', 'member', 'person', 'tenant')),
    subject   uuid        NOT NULL,
    at        timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX revocations_xact ON revocations (xact);
CREATE INDEX revocations_subject ON revocations (of_tenant, subject);
